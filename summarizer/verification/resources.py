"""Resources: the words and units by which scientific prose names what something costs.

All data, no code: regular expressions in lower case, for texts in lower case. Extend it by adding alternatives; nothing
here may be there for one paper only. What begins at a word's edge stands together behind one word boundary: a search
takes several times as long where each alternative asks for its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.records import Metric, Phase

_DEVICE = r"(?:gpu|tpu|cpu|node|device|accelerator|[ahvltp]\d{1,3}\w*|rtx \d+|mi\d+)s?[\s-](?:\w+[\s-])?"
_TIME = r"time\b(?<!training time)(?<!train time)(?<!tuning time)(?<!search time)(?<!compression time)(?<!real time)"
_NOT_OF_ANOTHER = r"(?<!memory )(?<!ram )(?<!cache )(?<!storage )(?<!disk )(?<!energy )(?<!power )(?<!data )"

PEOPLE = (
    r"annotat|label(?:l?ing|l?ers?)\b|graders?\b|raters?\b|clinician|radiologist|pathologist|physician"
    r"|doctors?\b|nurses?\b"
    r"|(?<!mixture.of.)(?<!mixtures.of.)\bexperts?\b(?![\s-](?:model|layer|network|rout|choice|parallel|weight|param))"
    r"|\bhuman(?:-only|s\b|\s(?:effort|labou?r|time|hours|work|review|graders?|coders?|readers?))"
    r"|operators?\b|technicians?\b|engineers?\b|staff\b|workers?\b|analysts?\b|reviewers?\b|teachers?\b"
)
"""People whose time and work are a cost."""

RESOURCES: Mapping[Metric, str] = {
    "latency": r"laten|testing overhead|(?:kernel|runtime|execution) performance|speed|sped\b|real time\b"
    r"|fast|sooner|slow|quick|rapid|expedit|hasten|instant|real-time factor|wall-?clock|inference|decod"
    r"|accelerat|real-?time|seconds?\b|minutes?\b|hours?\b|delay|execut|turnaround|frame rate|elapsed|time-to-|render"
    r"|makespan|\bjcts?\b|completion|percentile|wall-?time"
    r"|convergence rates?\b|(?:response|task|cycle|travel|[a-z]{3}(?:ing|al)|tion|compile|build|startup|setup|load|boot"
    r"|access|lookup|solve|pickup|delivery|trip|wait) times\b"
    r"(?<!training times)(?<!tuning times)"
    r"|\b(?:run-?(?:s?\b|ning|time)|rtf\b|ms\b"
    rf"|days\b|cycles?\b|edp\b|fps\b|ttft\b|(?:takes?|took) (?:\S+ ){{1,4}}longer|{_TIME})",
    "throughput": r"through-?put|frame-?rate|accept(?:ance|ed) length"
    r"|\b[gtp]?ops\b|per (?:second|minute|hour|day|sec|week|month|year|shift|night)\b"
    r"|/\s?s(?:ec)?\b|frames?\b|tera-?flops|[gtp]flops"
    r"|s (?:an?|each|every) (?:second|minute|hour|day)\b"
    r"|bandwidth|of (?:\w+ ){0,2}peak|utili[sz]ation|requests?\b|goodput|(?:serving|service|processing) capacity"
    r"|(?:processing|control|update|refresh|packet|message|scan|read|write|capture|query|sampling|data|token"
    r"|inference|generation|execution|sum|bit|frame|symbol)[\s-](?:rate|frequenc)|\b(?:[kmg]?hz\b|[kmgt]?b(?:it/s|ps)\b|fps\b"
    r"|[qt]ps\b|ipc\b|instructions per cycle\b|rates? of\b)|/\s?(?:day|hour|h|min)\b",
    "training_time": r"train|time[\s-]to[\s-](?:target[\s-])?accuracy|fine-?tun"
    r"|(?:faster|quicker|slower|accelerated)\s(?:\([^()]*\)\s)?optimi[sz]ation"
    r"|(?:gpu|tpu|cpu|node|device|accelerator)[\s-]*(?:hour|day|minute)"
    r"|converge|epoch|(?:communication|training) rounds\b"
    r"|learning (?:speed|efficiency)|\b(?:tun(?:e|ing)\b|learns?\b)",
    "training_cost": r"train|fine-?tun|learning efficiency",
    "compute": r"flop|sparsity|m-?adds?\b|comput|multipli|arithmetic|accumulat|mult-?adds?|complexity|matmul"
    r"|search effort|gemm|(?:matrix|inner|dot)[\s-]products?|look-?ups\b|convolutions\b|instructions\b"
    r"|(?:never|not|no longer) (?:built|evaluated|executed|visited|drawn|rendered|run|carried out|constructed)\b"
    r"|inferences\b|expansions?\b|nodes\s(?:\w+\s)?(?:expanded|explored|visited)|(?:expanded|explored|visited) nodes"
    r"|(?:[cg]pu|processor)[\s-](?:resource[\s-])?"
    r"(?:load|usage|use|utili[sz]ation|cycles|time|consumption|demand|costs?|overheads?)\b"
    r"|processor and memory (?:usage|use|load)"
    r"|collision checks?\b|spikes\b|attention costs?\b|\b(?:g?macs?\b|nfes?\b|operations?\b|b?ops\b)",
    "parameters": r"param|weights?\b|smaller|larger|bigger"
    r"|(?:small|large|light|lighter|compact) (?:[\w-]+ ){0,2}(?:than|models?|networks?|encoders?|decoders?|backbones?"
    r"|transformers?|teachers?|architectures?|counterparts?|l?lms?|ones?)\b"
    r"|(?:models?|networks?|l?lms?|baselines?|teachers?|(?:en|de)coders?|transformers?|backbones?|systems?|counterparts?|ones)"
    r" (?:that are |which are |of )?[^\s,;.]*(?:\s(?:to\s|-+\s)?[^\s,;.]+){0,3}"
    r" (?:(?:its|their|our) (?:own )?size|the size of)\b"
    r"|size models?\b|model size|size of \$?\d[\d.]*\s?[mb]\b"
    r"|(?:model|network|architectur\w+|structural) complexity|degrees of freedom|coefficients"
    r"|neurons?\b|synaps|(?:network|graph) (?:edges|connections)\b|attention heads\b"
    r"|hidden units\b|trainable|\b(?:dofs?\b|sparsity|prun)",
    "model_size": r"size|(?:less|more|disk|the|storage) space\b|space (?:taken|used|needed|overhead|savings?)\b"
    r"|gaussians\b|primitives\b|vertices\b|triangles\b|polygons\b|splats\b|surfels\b|voxels\b"
    r"|small|footprint|lighter|lightweight|checkpoint|compress|\d-?bit|storage|disk|compact"
    r"|\d\s?[kmgt]i?b\b"
    r"|vocabular|dictionar|look-?up table|bit-?stream|codebook|entries\b"
    r"|(?:kilo|mega|giga)-?bytes?|larg|bigger|(?:model|network) complexity|degrees of freedom|b(?:it|d)-?rate"
    r"|\brate (?:savings?|reductions?)\b"
    r"|(?:files?|archives?|index(?:es)?) (?:shr[iau]nk|falls?\b|fell|drops?\b|(?:out)?gr[eo]ws?\b|weighs?\b|occup"
    r"|takes?\b(?! \S+ \S*(?:longer|time|faster))|(?:is|are) (?:\S+ ){1,2}of\b)"
    r"|(?:shrink|cut|reduc|halv|trim)\w* (?:\w+ ){0,2}(?:files?|archives?|index(?:es)?)\b"
    r"|bit-?width|quanti[sz]|\b(?:bits?\b|dofs?\b|bpp\b)",
    "memory": r"memor|key-value|data movement|\bheap\b|working set|resident|\bbytes?\b|recurrent state|(?:less|more|the"
    r"|storage) space\b|space (?:taken|used|needed|overhead|savings?)\b"
    r"|footprint|cach|buffer|storage|\d\s?[kmgt]i?b\b|activations?\b"
    r"|\b(?:space[\s-](?:time|complexit|efficien)|in space\b|both space\b|(?:time|compute) and space\b|space and time\b"
    r"|kv\b|[ds]?ram\b|v?ram\b)",
    "energy": r"energ|environmental (?:\w+ )?(?:costs?|impact|footprint|burden|load|toll)|power|carbon"
    r"|\d\s?mah?\b|recharg|cooling|joule|watt|emission|battery|\d\s?[kmnuµ]?(?:j|wh|w)\b|electric|lifetime|/\s?w\b"
    r"|\b(?:cost of transport|fuel|edp\b|co_?\{?2)",
    "data": r"communicat|traffic"
    r"|sample|records\b|core-?\s?sets?\b|token|label|examples\b|annotat|instances\b|demonstrations?\b|trajector"
    r"|supervision"
    r"|recordings?\b|footage|experience\b|(?:human|user|operator) (?:input|effort)"
    r"|payloads?\b|frames\b(?!\s?(?:per|/|an?\b))|clips\b|view-?points\b|training scale"
    r"|quer(?:ies\b|y efficien)|corpus|corpora|simulations\b|measurements\b|training set|episodes?\b"
    r"|interactions?\b|videos?\b"
    r"|documents?\b|prompts?\b|rollouts?\b|questions\b|feedback|scans\b|corrections\b"
    r"|ratings\b|measurement requirements?\b"
    r"|clicks\b|patches\b|views\b|correspondences\b|key-?frames\b|(?:data|test) points\b|observations?\b"
    r"|sentences\b|characters\b"
    r"|(?:environment|simulation|simulated|simulator|interaction|env) (?:steps|frames|transitions)"
    r"|training (?:scenes|cases|environments|objects|frames|views|clips|sequences|problems|subjects|molecules"
    r"|structures|graphs|sessions|videos|documents)\b"
    r"|\b(?:data|images\b|shots?\b|(?:seconds|minutes|hours|days|years) of\b|pairs\b)",
    "complexity": r"complex|quadratic|linear|cubic|logarithm|exponential|constant|polynomial|\bo\s?\(|scal|grow"
    r"|proportional|asymptotic",
    "capacity": r"fewer|number of|large|big|long|size|batch|sequence|context|length|layer|block|dep|step|iteration"
    r"|evaluation|pass\b|passes\b|resolution|model|handl|scal|process|tokens?\b|input|capacit|trillion|billion"
    r"|parameter|epoch|operation|window|user|request|concurren|points\b|images\b|frames?\b|video|class(?:es)?\b"
    r"|nodes\b|agents?\b|devices?\b|gpus?\b|minutes?\b|hours?\b|horizon|rate\b|fold\b|atoms?\b|particles?\b"
    r"|qubits?\b|characters?\b|pages?\b|amino|residues?\b|gates?\b|grid|mesh|elements?\b|dimension|features?\b|turns?\b"
    r"|rounds?\b|robots?\b|languages?\b|streams?\b|cameras?\b|clients?\b|\b(?:more\b|scene|nfes?\b|[lv]?lms?\b|networks?\b)",
    "cost": rf"cost|{_NOT_OF_ANOTHER}(?:usage|\buse (?:by|of|is|was|falls?|fell|drops?|rises?|grows?|to))\b"
    r"|\b(?:luts?|ffs?|dsps?|brams?|tco|capex|opex)\b|flip-?flops?|channel (?:uses?|usage)\b|spectrum|service time"
    rf"|{PEOPLE}"
    r"|data transfer|transferred|transmi|upload|download|clusters?\b"
    r"|spend|spent|savings \(|resourc|expens|cheap|money|price|pricing|dollar|budget|\$|overhead|efficien|afford"
    r"|effort|burden|interventions?\b|hardware|communicat|bandwidth|utili[sz]ation|traffic|consum|quer(?:y|ies)|labou?r|human|manual|work-?load|tokens?\b|fpga"
    r"|rounds?\b|messages?\b|requests\b|bit-?rate|\b(?:usd\b"
    r"|(?:gpu|tpu|cpu|machine|server|device|node|core|chip|accelerator|lut|ff|dsp|bram)s?\b|api\b|calls?\b|area\b|bills?\b|fees?\b)",
}
"""Words that name what is spent. A claim's evidence, or its sentence, must hold one of its metric's."""

IMPLIED: tuple[tuple[Metric, Phase | None, str], ...] = (
    (
        "training_time",
        "training",
        r"speed|fast|slow|quick|accelerat|sooner|earlier|\btimes?\b|minutes?\b|hours?\b|days?\b|steps?\b|iterations?\b"
        r"|optimi[sz]ation",
    ),
    (
        "training_time",
        "compression",
        r"compress|prun|quanti[sz]|distil|search|\bnas\b|calibrat|merg|speed|fast|slow|quick|accelerat|sooner",
    ),
    ("training_cost", "training", r"cost|comput|flop|resourc|expens|cheap|budget|\bgpu"),
    (
        "data",
        None,
        r"\b(?:pre-?|fine-?)?(?:train|tun)(?:ed|ing)\b (?:\S+ )?(?:on|with|using) (?:only |just )?\S*\d\s?\\?% of ",
    ),
    ("memory", None, r"compress"),
    ("latency", "inference", r"\b(?:extra|additional|further|single|second|one|forward) (?:forward )?pass(?:es)?\b"),
    ("compute", None, r"\b(?:evaluations?|nfes?|forward passes|(?:model|function|network) calls|rollouts?)\b"),
    ("compute", "inference", r"evaluations?\b|passes\b|\b(?:sparsity|nfes?\b|skip|calls\b|layers?\b|blocks?\b)"),
)
"""Words that name a metric's resource only with a phase, and where the text names it elsewhere."""

PHASES: Mapping[Phase, str | None] = {
    "training": r"train|tun(?:e|ing)|learn|optimi[sz]|converge|epoch|gradient|\bloss",
    "inference": None,
    "compression": r"compress|prun|quanti[sz]|distil|search|\bnas\b|calibrat|merg",
}
"""Words of which a text has one where it speaks of a phase at all; None where it needs none."""

STRONG: Mapping[Metric, str] = {
    "parameters": r"\bparam(?:eter)?s?\b",
    "compute": r"\b(?:[gmt]?flops?\b|[gmt]?macs?\b)",
    "latency": r"\blatenc(?:y|ies)\b",
    "throughput": r"\bthrough-?put\b",
    "memory": r"\bmemory\b",
    "energy": r"\b(?:energy|power consumption)\b",
    "data": r"\b(?:training|labell?ed|annotated|supervised) (?:data|samples?|examples?|images)\b",
    "training_time": r"\btraining time\b",
    "training_cost": r"\btraining (?:costs?|budgets?)\b|\bcosts? of (?:pre-?)?training\b",
}
"""Words that name one metric and hardly ever another: a number that stands with one of them is that metric's."""

ONLY: tuple[tuple[str, frozenset[Metric]], ...] = (
    (
        r"\b(?:peak|gpu|cpu|device|main|working|activation|run-?time|system)[\s-](?:\w+[\s-])?(?:memory|ram)\b"
        r"(?!\s(?:bandwidth|throughput|bus)\b)"
        r"|\bv?ram\b",
        frozenset({"memory", "capacity", "cost", "complexity"}),
    ),
    (r"\bpeak (?:[\w-]+\s)?bandwidth\b", frozenset({"throughput", "latency", "compute", "capacity", "cost"})),
    (
        r"\bfile[\s-]sizes?\b|\bdisk[\s-](?:space|usage|footprint)\b|\bon disk\b",
        frozenset({"model_size", "data", "cost", "capacity"}),
    ),
)
"""Words that name what a number is of and leave nothing open, and the metrics that can be meant."""

UNIT_WORDS: Mapping[str, str] = {
    "params": "param|weight",
    "steps": "(?:time-?)?step|iteration|pass|operation|evaluation|epoch|update|call",
    "models": "model|network|architecture",
    "layers": "layer|block",
    "tokens": r"token|contexts?\b|(?:context|sequence|input|prompt)s?[\s-](?:length|window)"
    r"|length[\s-](?:input|context|sequence|prompt)s?",
    "samples": r"sample|example|image|views?\b|data\b|instance|label|demonstration|sequence|trajector|pair|shot"
    r"|annotation",
    "FLOPs": r"flops?\b",
    "GPUs": "gpu|tpu|cpu|device|node|accelerator",
    "GPU-hours": rf"{_DEVICE}(?:hours?|hrs?|h)\b",
    "GPU-days": rf"{_DEVICE}days?\b",
    "GPU-minutes": rf"{_DEVICE}min(?:ute)?s?\b",
    "min": "minute",
    "days": "day",
    "h": "hour",
    "s": "second",
}
"""The nouns that an amount in words of a unit stands with."""

TAUGHT_WITH = "video|clip|scene|recording|question|problem|document|prompt|mask|patch|record|attempt|trial|demo|rollout"
"""The nouns that are samples only where a method learns from them: to "answer 200 questions" takes none."""

UNIT_NAMES: tuple[tuple[str, frozenset[Metric]], ...] = (
    (r"(?:FL)?OPS", frozenset({"throughput"})),
    (r"FLOPs|MACs|OPs", frozenset({"compute"})),
    (r"params", frozenset({"parameters"})),
    (r"J|Wh|W|kg CO2|t CO2", frozenset({"energy"})),
    (r"ns|µs|ms|s", frozenset({"latency"})),
    (r"GPU-(?:hours|days|minutes)", frozenset({"training_time"})),
    (r"[\w ]+/(?:s|sec|second|min|minute|h|hour|day)|FPS|[kMG]?Hz|[kMG]?pps", frozenset({"throughput"})),
    (r"B|bytes", frozenset({"memory", "model_size"})),
    (r"bits|bpp", frozenset({"model_size"})),
    (r"bit", frozenset({"model_size", "throughput"})),
    (r"USD|cents", frozenset({"cost"})),
    (r"tokens|samples", frozenset({"data"})),
)
"""What an amount in a unit is an amount of, even where no word says so."""

UNIT_METRICS: tuple[tuple[str, frozenset[Metric]], ...] = (
    (r"(?:FL)?OPS", frozenset({"throughput", "compute"})),
    (r"FLOPs|MACs|OPs", frozenset({"compute", "training_cost", "complexity"})),
    (r"params", frozenset({"parameters", "model_size", "capacity", "training_cost"})),
    (r"J|Wh|W|kg CO2|t CO2", frozenset({"energy", "cost", "training_cost"})),
    (
        r"ns|µs|ms|s|min|h|days|weeks|months",
        frozenset({"latency", "training_time", "training_cost", "cost", "data", "capacity"}),
    ),
    (r"GPU-(?:hours|days|minutes)", frozenset({"training_time", "training_cost", "cost", "compute"})),
    (
        r"bit",
        frozenset({"model_size", "throughput", "latency", "training_time", "cost", "capacity", "data"}),
    ),
    (
        r"[\w ]+/(?:s|sec|second|min|minute|h|hour|day)|FPS|[kMG]?Hz|[kMG]?pps",
        frozenset({"throughput", "latency", "training_time", "cost", "capacity", "data"}),
    ),
    (r"% of [\w ]*peak", frozenset({"throughput", "latency"})),
    (r"[GTP]?OPS/W|[GTP]?FLOPS/W", frozenset({"energy"})),
    (r"(?:[kMB] ?)?\$(?:/\w+)?", frozenset({"cost", "training_cost"})),
    (r"GPUs?", frozenset({"training_cost", "cost", "capacity"})),
    (
        r"steps|iterations|passes|layers|blocks|epochs|rounds",
        frozenset({"capacity", "compute", "data", "training_time", "training_cost", "cost"}),
    ),
    (r"B|bytes", frozenset({"memory", "model_size", "data", "capacity", "cost"})),
    (r"bits", frozenset({"model_size", "memory", "compute", "cost", "data", "capacity"})),
    (r"USD|cents", frozenset({"cost", "training_cost"})),
    (
        r"tokens|samples|labels|examples|images|pairs|videos",
        frozenset({"data", "capacity", "cost", "memory", "model_size"}),
    ),
)
"""What an absolute amount in a unit can be an amount of; units that are not listed can be any."""
