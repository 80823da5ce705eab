"""What synthetic abstracts say: sentences with slots, by what they state.

A slot is an entity (`method`, `other`, `dataset`, `second`, `task`, `metric`) or a string
(`value`, `condition`, `address`).
"""

TITLES = (
    "{method}: Towards {task} with Less Supervision",
    "{method} for {task}",
    "Rethinking {task} with {method}",
)
PLAIN_TITLES = ("{method}: What Is Left When Labels Are Scarce", "On the Limits of {method}")

OPENINGS = (
    "Recent years brought rapid progress in {task}, yet results still depend on tuning and large budgets.",
    "{task} remains hard where labels are scarce and the data at hand differ from those seen in training.",
    "Despite its importance, {task} is still studied under assumptions that seldom hold in practice.",
)
PLAIN_OPENINGS = (
    "Many systems that work in the laboratory fail once the data at hand differ from those seen in training.",
    "What makes a representation useful is still poorly understood, although much rests upon it.",
)
PROPOSALS = (
    "In this paper, we propose {method}, which couples a coarse global view with fine local corrections.",
    "We present {method}, a simple approach that needs neither extra labels nor a second stage.",
)
EXPANDED_PROPOSALS = (
    "We introduce {long} ({method}), which learns where to look before it learns what to look for.",
)
INTRODUCTIONS = ("We also release {dataset}, collected over two years and checked by hand.",)
USED = (
    "Our approach builds on {other} and keeps its training recipe.",
    "It takes {other} as a backbone, so that nothing else has to change.",
)
COMPARED = (
    "Compared with {other}, it converges sooner and is less sensitive to its settings.",
    "Unlike {other}, it needs no access to the whole training set at once.",
)
MENTIONED = (
    "Earlier work such as {other} looked at the problem from another side.",
    "This sheds new light on why {other} succeeds in some settings and fails in others.",
)
TASKS = (
    "The same idea carries over to {task} without any change.",
    "We further show how it helps {task}, where annotated examples are expensive.",
)
METRICS = ("We report {metric} throughout, as is common.",)
DATASETS = {
    "evaluated": ("Extensive experiments on {dataset} confirm this.",),
    "trained": ("All models are trained on {dataset} from scratch.",),
    "mentioned": ("Collections such as {dataset} were made with other questions in mind.",),
}
AGAIN = (
    "An ablation shows that most of the gain comes from {entity} rather than from scale.",
    "We analyse what {entity} contributes and where it falls short.",
    "We discuss what this means for {entity} and for work that builds on it.",
)
FILLERS = (
    "The key observation is that errors are not spread evenly but gather where the input is ambiguous.",
    "We give a theoretical account that explains this behaviour under mild assumptions.",
    "The procedure is easy to implement and adds little to the cost of training.",
    "Common practice hides large differences between settings (cf. Erdős–Rényi graphs).",
    "These findings hold for models of several sizes, with hidden width $64{times}64$ and beyond.",
)
LINKS = ("Code is available at {address}.", "Our code and models are released at {address}.")

ABSOLUTE = (
    "On {dataset}, {method} reaches {value} {metric}{condition}.",
    "{method} obtains a {metric} of {value} on {dataset}{condition}.",
)
ABSOLUTE_SHARED = ("{method} reaches {metric} of {value} on both {dataset} and {second}.",)
ABSOLUTE_PLAIN = ("{method} attains a {metric} of {value}{condition}.",)
IMPROVEMENT = ("{method} improves {metric} by {value} over {other}{condition}.",)
IMPROVEMENT_DATASET = ("On {dataset}, {method} improves {metric} by up to {value} over {other}.",)
SPEEDUP = ("{method} is {value} faster than {other}{condition}.",)
UNVALUED = ("{method} achieves state-of-the-art {metric} on {dataset}.",)

CONDITIONS = (
    "zero-shot",
    "D=2048",
    "class-conditional",
    "without extra data",
    "T=10",
    "with 8 shots",
    "FP16",
)
