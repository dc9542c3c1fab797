"""Resources: the words and units by which scientific prose names what something costs.

All data, no code: regular expressions in lower case, for texts in lower case. Extend it by adding alternatives; nothing
here may be there for one paper only.
"""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.records import Metric, Phase

_TIME = r"(?<!training )(?<!train )(?<!tuning )(?<!search )(?<!compression )(?<!real )\btime\b"

RESOURCES: Mapping[Metric, str] = {
    "latency": rf"laten|speed|fast|sooner|slow|quick|\brun-?(?:s?\b|ning|time)|rapid|instant|real-time factor"
    r"|\brtf\b|wall-?clock|inference|decod|accelerat|real-time"
    rf"|\bms\b|seconds?\b|minutes?\b|hours?\b|\bdays\b|delay|\bcycles?\b|\bedp\b|execut|turnaround"
    rf"|\bfps\b|frame rate|elapsed|time-to-|\bttft\b|render"
    rf"|(?:computation|running|execution|processing|response) times|\b(?:takes?|took) (?:\S+ ){{1,4}}longer|{_TIME}",
    "throughput": r"through-?put|per (?:second|minute|hour|day|sec)\b|\b[kmg]?hz\b|\b[kmgt]?b(?:it/s|ps)\b"
    r"|/\s?s(?:ec)?\b|\bfps\b|\bqps\b|frames?\b|tera-?flops|[gtp]flops|bandwidth"
    r"|of (?:\w+ ){0,2}peak|utili[sz]ation|requests?\b|goodput|\brates? of\b"
    r"|(?:processing|sampling|data|token|inference|generation) rate",
    "training_time": r"train|fine-?tun|(?:gpu|tpu|cpu|node|device|accelerator)[\s-]*(?:hour|day|minute)|converge|epoch"
    r"|\btun(?:e|ing)\b|learning speed|\blearns?\b",
    "training_cost": r"train|fine-?tun",
    "compute": r"flop|\bg?macs?\b|m-?adds?\b|comput|multipli|arithmetic|\boperations?\b|\bb?ops\b|accumulat"
    r"|mult-?adds?|complexity",
    "parameters": r"param|weights?\b|smaller|larger|bigger|(?:small|large|light|lighter"
    r"|compact) (?:[\w-]+ ){0,2}(?:than|models?|networks?"
    r"|encoders?|decoders?|backbones?|transformers?|teachers?|architectures?|counterparts?|l?lms?|ones?)\b|model size"
    r"|(?:model|network|architectur\w+|structural) complexity|degrees of freedom|\bdofs?\b|coefficients|neurons?\b"
    r"|trainable|\bsparsity|\bprun",
    "model_size": r"size|small|footprint|lighter|lightweight|checkpoint|compress|\bbits?\b|\d-?bit|storage|disk|compact"
    r"|\d\s?[kmgt]i?b\b|mega-?bytes?|giga-?bytes?|larg|bigger|(?:model|network) complexity"
    r"|degrees of freedom|\bdofs?\b|\bbpp\b|bit-?rate|bit-?width|quanti[sz]",
    "memory": r"memor|\bspace[\s-](?:time|complexity|efficien)|footprint|cach|\bkv\b|\b[ds]?ram\b|buffer|storage"
    r"|\bv?ram\b|\d\s?[kmgt]i?b\b"
    r"|activations?\b",
    "energy": r"energ|power|carbon|joule|watt|emission|battery|\d\s?[kmnµ]?(?:j|wh|w)\b|electric|\bfuel|lifetime"
    r"|/\s?w\b|\bedp\b|\bco_?\{?2",
    "data": r"\bdata|sample|token|label|examples\b|annotat|\bimages\b|instances\b|demonstrations?\b|trajector"
    r"|supervision|\bshots?\b"
    r"|\b(?:seconds|minutes|hours|days|years) of\b|recordings\b|queries\b|\bpairs\b|corpus|corpora|simulations\b"
    r"|measurements\b"
    r"|training set|episodes?\b|interactions?\b|videos?\b|documents?\b|prompts?\b|rollouts?\b|questions\b|feedback"
    r"|scans\b|observations?\b|sentences\b|characters\b",
    "complexity": r"complex|quadratic|linear|cubic|logarithm|exponential|constant|polynomial|\bo\s?\(|scal|grow"
    r"|proportional|asymptotic",
    "capacity": r"\bmore\b|fewer|number of|large|big|long|size|batch|sequence|context|length|layer|block|dep|step"
    r"|iteration|evaluation|pass\b"
    r"|passes\b"
    r"|resolution|model|handl|scal|process|tokens?\b|input|capacit|trillion|billion|parameter|epoch"
    r"|operation|window|user|request|concurren"
    r"|\bscene|points\b|images\b|frames?\b|video|class(?:es)?\b|nodes\b|agents?\b|devices?\b|gpus?\b"
    r"|minutes?\b|hours?\b|horizon|rate\b|fold\b|atoms?\b|particles?\b|qubits?\b|characters?\b|pages?\b|amino"
    r"|residues?\b"
    r"|grid|mesh|elements?\b|dimension|features?\b|turns?\b|rounds?\b|robots?\b|languages?\b|streams?\b|cameras?\b"
    r"|clients?\b",
    "cost": r"cost|spend|spent|resourc|expens|cheap|money|price|pricing|dollar|budget|\$|\busd\b|overhead|efficien"
    r"|afford|effort"
    r"|\b(?:gpu|tpu|cpu|machine|server|device|node|core|chip|accelerator)s?\b|hardware|communicat"
    r"|bandwidth|traffic|consum|\bapi\b|\bcalls?\b|quer(?:y|ies)|labou?r"
    r"|human|manual|work-?load|tokens?\b|\barea\b|fpga|rounds?\b|messages?\b|bit-?rate",
}
"""Words that name what is spent. A claim's evidence, or its sentence, must hold one of its metric's."""

IMPLIED: tuple[tuple[Metric, Phase | None, str], ...] = (
    (
        "training_time",
        "training",
        r"speed|fast|slow|quick|accelerat|sooner|earlier|\btimes?\b|hours?\b|days?\b|steps?\b|iterations?\b"
        r"|optimi[sz]ation",
    ),
    ("training_time", "compression", r"compress|prun|quanti[sz]|distil|search|calibrat|merg"),
    ("training_cost", "training", r"cost|comput|flop|resourc|expens|cheap|budget|\bgpu"),
    ("memory", None, r"compress"),
    ("compute", "inference", r"\bsparsity|evaluations?\b|\bnfes?\b|passes\b|\bskip|\bcalls\b|\blayers?\b|\bblocks?\b"),
)
"""Words that name a metric's resource only with a phase, and where the text names it elsewhere."""

STRONG: Mapping[Metric, str] = {
    "parameters": r"\bparam(?:eter)?s?\b",
    "compute": r"\b[gmt]?flops?\b|\b[gmt]?macs?\b",
    "latency": r"\blatenc(?:y|ies)\b",
    "throughput": r"\bthrough-?put\b",
    "memory": r"\bmemory\b",
    "energy": r"\b(?:energy|power consumption)\b",
    "data": r"\b(?:training|labell?ed|annotated|supervised) (?:data|samples?|examples?|images)\b",
    "training_time": r"\btraining time\b",
}
"""Words that name one metric and hardly ever another: a number that stands with one of them is that metric's."""

SHARED: Mapping[Metric, frozenset[Metric]] = {
    "parameters": frozenset({"model_size", "memory", "training_cost", "capacity", "cost"}),
    "compute": frozenset({"training_cost", "throughput", "complexity", "cost"}),
    "latency": frozenset({"cost"}),
    "throughput": frozenset({"latency", "training_time"}),
    "memory": frozenset({"model_size", "complexity", "cost"}),
    "energy": frozenset({"cost"}),
    "data": frozenset({"cost", "training_cost", "capacity"}),
    "training_time": frozenset({"training_cost", "latency", "cost"}),
}
"""Metrics that the strong word of another one can stand for all the same ("memory" of a model's size)."""

UNIT_WORDS: Mapping[str, str] = {
    "params": "param|weight",
    "steps": "step|iteration|pass|operation|evaluation|epoch|update|call",
    "models": "model|network|architecture",
    "layers": "layer|block",
    "tokens": "token",
    "samples": "sample|example|image|instance|label|demonstration|sequence|trajector|pair|shot",
    "GPUs": "gpu|tpu|cpu|device|node|accelerator",
    "GPU-hours": "gpu|tpu",
    "days": "day",
    "h": "hour",
    "s": "second",
}
"""The nouns that an amount in words of a unit stands with."""

NEAR: tuple[tuple[str, frozenset[Metric]], ...] = (
    (
        r"speed|fast|slow(?!ly)|quick|accelerat|\blatenc|\bdelays?\b",
        frozenset({"latency", "throughput", "training_time", "training_cost", "cost", "capacity"}),
    ),
    (r"through-?put|per second|\bfps\b", frozenset({"throughput", "latency", "training_time", "capacity", "cost"})),
    (
        r"flops?\b|\b[gmt]?macs?\b|\bcomput|\boperations?\b|multiplications",
        frozenset({"compute", "training_cost", "throughput", "complexity", "cost", "latency", "training_time"}),
    ),
    (
        r"\bparam|\bweights\b",
        frozenset({"parameters", "model_size", "memory", "training_cost", "capacity", "cost", "complexity", "compute"}),
    ),
    (
        r"\bmemory|footprint|\bcach|\bkv\b|\bv?ram\b|\bstorage",
        frozenset(
            {"memory", "model_size", "complexity", "cost", "parameters", "capacity", "data", "throughput", "latency"}
        ),
    ),
    (r"\benerg|\bpower\b|\bcarbon|emission", frozenset({"energy", "cost", "training_cost"})),
    (
        r"\bsmall|\blarge|\bbigger|\bcompact|\blight(?:er|weight)|\bcompress|\bsizes?\b|\bbits?\b",
        frozenset(
            {"model_size", "parameters", "memory", "capacity", "data", "compute", "cost", "complexity", "training_cost"}
        ),
    ),
    (
        r"\bepochs?\b|\bconverge|gpu[- ](?:hour|day)",
        frozenset({"training_time", "training_cost", "capacity", "cost", "latency", "compute"}),
    ),
    (
        r"\bdata\b|\bsamples?\b|\bexamples\b|\blabel|\bannotat|\btokens?\b|\bqueries\b",
        frozenset(
            {"data", "capacity", "cost", "training_cost", "throughput", "memory", "compute", "latency", "training_time"}
        ),
    ),
)
"""What a number can be told of where one of these words stands with it; with several words, of any of theirs."""

UNIT_NAMES: tuple[tuple[str, frozenset[Metric]], ...] = (
    (r"FLOPS", frozenset({"throughput"})),
    (r"FLOPs|MACs|OPs", frozenset({"compute"})),
    (r"params", frozenset({"parameters"})),
    (r"J|Wh|W|kg CO2|t CO2", frozenset({"energy"})),
    (r"ns|µs|ms|s", frozenset({"latency"})),
    (r"GPU-(?:hours|days|minutes)", frozenset({"training_time"})),
    (r"tokens/s|images/s|queries/s|FPS", frozenset({"throughput"})),
    (r"B|bytes", frozenset({"memory", "model_size"})),
    (r"bits", frozenset({"model_size"})),
    (r"USD", frozenset({"cost"})),
    (r"tokens|samples", frozenset({"data"})),
)
"""What an amount in a unit is an amount of, even where no word says so."""

UNIT_METRICS: tuple[tuple[str, frozenset[Metric]], ...] = (
    (r"FLOPS", frozenset({"throughput", "compute"})),
    (r"FLOPs|MACs|OPs", frozenset({"compute", "training_cost", "complexity"})),
    (r"params", frozenset({"parameters", "model_size", "capacity", "training_cost"})),
    (r"J|Wh|W|kg CO2|t CO2", frozenset({"energy", "cost", "training_cost"})),
    (
        r"ns|µs|ms|s|min|h|days|weeks|months",
        frozenset({"latency", "training_time", "training_cost", "cost", "data", "throughput", "capacity"}),
    ),
    (r"GPU-(?:hours|days|minutes)", frozenset({"training_time", "training_cost", "cost", "latency", "compute"})),
    (
        r"tokens/s|images/s|queries/s|FPS|kbit|Mbit",
        frozenset({"throughput", "latency", "training_time", "cost", "capacity", "data"}),
    ),
    (r"B|bytes", frozenset({"memory", "model_size", "data", "capacity", "cost"})),
    (r"bits", frozenset({"model_size", "memory", "compute", "cost", "data", "capacity"})),
    (r"USD", frozenset({"cost", "training_cost"})),
    (
        r"tokens|samples|labels|examples|images|pairs|videos",
        frozenset({"data", "capacity", "cost", "training_cost", "memory", "model_size"}),
    ),
)
"""What an absolute amount in a unit can be an amount of; units that are not listed can be any."""
