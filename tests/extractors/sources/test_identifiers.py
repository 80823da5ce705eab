from __future__ import annotations

import pytest

from extractors.sources.identifiers import recognise

KNOWN = (
    ("2301.12345", "arxiv:2301.12345"),
    ("arxiv:2301.12345v2", "arxiv:2301.12345"),
    ("arXiv: 0704.0001", "arxiv:0704.0001"),
    ("http://arxiv.org/abs/2301.12345v1", "arxiv:2301.12345"),
    ("https://www.arxiv.org/pdf/2301.12345.pdf", "arxiv:2301.12345"),
    ("cs.CL/0112017", "arxiv:cs/0112017"),
    ("hep-th/9901001v3", "arxiv:hep-th/9901001"),
    ("10.1000/ABC.123", "doi:10.1000/abc.123"),
    ("https://dx.doi.org/10.1000/x(1)", "doi:10.1000/x(1)"),
    ("doi:10.48550/arXiv.2301.12345", "doi:10.48550/arxiv.2301.12345 arxiv:2301.12345"),
    ("10.18653/v1/2023.acl-long.1", "doi:10.18653/v1/2023.acl-long.1 acl:2023.acl-long.1"),
    ("10.18653/v1/P18-1234", "doi:10.18653/v1/p18-1234 acl:P18-1234"),
    ("2023.acl-long.1", "acl:2023.acl-long.1"),
    ("P18-1234", "acl:P18-1234"),
    ("https://aclanthology.org/2021.naacl-main.456.pdf", "acl:2021.naacl-main.456"),
    ("acl2022:2022.acl-long.261", "acl:2022.acl-long.261"),
    ("https://openreview.net/forum?id=abc_DE-12", "openreview:abc_DE-12"),
    ("openreview:abc_DE-12", "openreview:abc_DE-12"),
)
UNKNOWN = (
    "",
    "7",
    "seed:05",
    "icra2010:5509455",
    "2313.12345",
    "arxiv:hello",
    "10.1/x",
    "nips2016:7122",
    "P18-12345",
)


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_an_identifier_is_recognised_in_every_spelling(text: str, expected: str) -> None:
    """Prefixes, addresses, versions and case fall away; a DOI gives what it is the DOI of as well."""
    found = recognise(text)

    assert " ".join(f"{identifier.kind}:{identifier.value}" for identifier in found) == expected


@pytest.mark.parametrize("text", UNKNOWN)
def test_other_strings_are_no_identifiers(text: str) -> None:
    """Numbers of a file's own and impossible months identify nothing."""
    found = recognise(text)

    assert found == ()
