-- Layout 3: of which known data set an unknown one is a variant, by its canonical key.

ALTER TABLE links ADD COLUMN variant_of TEXT;
-- A reason for links that is not given any more; linking anew says which it is.
UPDATE links SET linked_by = 'vocabulary: alias' WHERE linked_by = 'vocabulary: short form';
UPDATE linked SET links = CAST(
    replace(CAST(links AS TEXT), '"vocabulary: short form"', '"vocabulary: alias"') AS BLOB
);
