"""Costs told without a number: kept low, kept as they were, spared; and what only looks like it."""

import pytest

from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading import read
from summarizer.topics import load_topics

TOPICS = load_topics()


def told(sentence):
    """What is read of a sentence: metric and direction of its claims without a number, and its levels and gains."""
    answer = read(mark(make_paper("Sorting Beetles by Wing", f"We present WingSort. {sentence}")), TOPICS)
    costs = [(claim.metric, claim.direction) for claim in answer.claims if claim.kind == "qualitative"]
    return costs, [(r.metric, r.is_delta) for r in answer.results if r.role == "contribution"]


COSTS = [
    ("The index keeps its memory footprint small.", [("memory", "better")]),
    ("The robot keeps latency low even on stairs.", [("latency", "better")]),
    ("Energy consumption stays low at night.", [("energy", "better")]),
    ("The compiler leaves the number of parameters unchanged.", [("parameters", "same")]),
    ("The number of parameters is kept constant.", [("parameters", "same")]),
    ("The assembler learns without the cost of full pre-training.", [("training_cost", "better")]),
    ("The router answers without the overhead of deep inspection.", [("cost", "better")]),
    ("It labels whales, bypassing costly expert judgement.", [("cost", "better")]),
    ("The policy adapts without changing its sensors or adding latency.", [("latency", "same")]),
    ("It adapts without touching the encoder or introducing extra parameters.", [("parameters", "same")]),
    ("The schema limits the number of trainable parameters.", [("parameters", "better")]),
    ("The filter curbs energy consumption.", [("energy", "better")]),
    ("Smoother meshes improve both the geometry and rendering efficiency.", [("latency", "better")]),
    ("Ordered lessons improve accuracy and learning efficiency.", [("training_cost", "better")]),
    ("The planner outperforms its rival at higher efficiency.", [("cost", "better")]),
    ("The memory usage of the index grows slightly with its depth.", [("memory", "worse")]),
    ("Power consumption of the radio drops sharply.", [("energy", "better")]),
    ("The sorter wins by reducing redundant computation.", [("compute", "better")]),
    ("It wins over single experts at comparable active parameters.", [("parameters", "same")]),
    ("It wins over its rivals with similar-sized parameters.", [("parameters", "same")]),
    ("It ranks the same but higher latency is seen.", [("latency", "worse")]),
    ("Others fail, but it keeps latency low.", [("latency", "better")]),
    ("It keeps not only latency low.", [("latency", "better")]),
    ("It answers without the overhead of score computation.", [("cost", "better")]),
    ("The throughput of WingSort drops sharply.", [("throughput", "worse")]),
    ("The memory usage of the KV cache falls sharply.", [("memory", "better")]),
    ("It sorts wings while ensuring low computational costs.", [("compute", "better")]),
    ("It sorts wings while preserving inference speed.", [("latency", "same")]),
    ("It adds minimum computational overhead.", [("compute", "same")]),
    ("It attains sharper edges, faster speed, and less flicker.", [("latency", "better")]),
    ("It outperforms pruned sorters in inference speed.", [("latency", "better")]),
    ("The enhanced sorter reduces training data.", [("data", "better")]),
    ("WingSort draws a map of the meadow in real-time.", [("latency", "better")]),
    ("WingSort keeps colours crisp while offering real-time efficiency.", [("latency", "better")]),
    ("WingSort tops the list of counters with real-time performance.", [("latency", "better")]),
    ("WingSort is trained in real-time from wing beats.", []),
    ("The wing beats were measured in real-time.", []),
    ("In order to count wings in real-time, we built a lamp.", []),
    ("Its index is memory efficient and easy to share.", [("memory", "better")]),
    ("WingSort is not only data-efficient but calm, too.", [("data", "better")]),
    ("WingSort beats every net while being computationally efficient.", [("compute", "better")]),
    ("Older sorters, which are memory efficient, lose beetles.", []),
    ("WingSort attains very high throughput.", [("throughput", "better")]),
    ("WingSort achieves a high inference speed on phones.", [("latency", "better")]),
    ("WingSort has a fast inference speed.", [("latency", "better")]),
    ("It fits any drawer with substantially low computational costs.", [("compute", "better")]),
    ("It outperforms nets in both wing colour, calm, and inference speed.", [("latency", "better")]),
    ("It picks wings with negligible cost of label quality.", []),
    ("It delivers a better efficiency and accuracy balance than any net.", []),
    ("WingSort sees more beetles without sacrificing much of the speed.", [("latency", "same")]),
    ("WingSort counts antennae without compromising throughput or colour.", [("throughput", "same")]),
    ("WingSort counts antennae without sacrificing efficiency.", []),
    ("It outperforms older sorting models with fewer parameters.", [("parameters", "better")]),
    ("It outperforms older sorting models with more parameters.", []),
    ("It counts beetles with fewer parameters and compute.", [("compute", "better"), ("parameters", "better")]),
    ("WingSort consumes low memory traffic.", [("memory", "better")]),
]


@pytest.mark.parametrize(("sentence", "costs"), COSTS)
def test_a_cost_is_read_from_what_is_kept_or_spared(sentence, costs):
    """Kept low is better, kept as it was is the same, spared is better."""
    assert told(sentence)[0] == costs


MERITS = [
    ("It matches the memory usage of Alder.", ["memory same"]),
    ("It retains the throughput of the plain planner.", ["throughput same"]),
    ("It avoids costly retraining.", ["training_cost better"]),
    ("It dispenses with fine-tuning altogether.", ["training_cost better"]),
    ("It dispenses with labels.", ["data better"]),
    ("It lessens the need for labels.", ["data better"]),
    ("No retraining is required.", ["training_cost better"]),
    ("It updates only a tiny fraction of the parameters.", ["parameters better"]),
    ("It sorts a hive in seconds rather than hours.", ["latency better"]),
    ("It draws wings in only a few steps.", ["capacity better"]),
    ("It does not increase the memory footprint.", ["memory same"]),
    ("It sorts more wings with no decrease of inference speed.", ["latency same"]),
    ("It sorts more wings without any drop in throughput.", ["throughput same"]),
    ("It sorts more wings with no loss in recall.", []),
    ("It runs both lamps without compromising latency.", ["latency same"]),
    ("It shares comparable memory requirements and computational costs with Alder.", ["compute same", "memory same"]),
    ("It accelerates policy learning.", ["training_time better"]),
    ("It accelerates data collection in many meadows.", ["latency better"]),
    ("It finds calm meadows faster and counts wings better.", ["latency better"]),
    ("It learns this task faster.", ["training_time better"]),
    ("It leads to a faster and more careful estimation of wings.", ["latency better"]),
    ("It reaches a predictable gait faster.", []),
    ("It aims to find meadows faster.", []),
    ("It yields faster rates for convex sums.", []),
    ("It requires minimal parameter tuning.", []),
    ("It is built from RetinaNet and Faster R-CNN, and shows wings.", []),
    ("Sorting is cast as a Minimum Cost Multicut Problem.", []),
    ("The rover crosses the meadow within a minimum amount of time.", []),
    ("It gains a better reasoning about time.", []),
    ("All heads are trained on the same training data to improve recall.", []),
    ("It accelerates the learning process.", ["training_time better"]),
    ("It speeds up both training and inference.", ["latency better", "training_time better"]),
    ("It learns to sort in minutes.", ["training_time better"]),
    ("The difficulty in accelerating planners lies in weak lamps.", []),
    ("It can be used to increase trust, reduce the training burden, and help.", []),
    ("It sorts without lamps, thus improving computational efficiency.", ["compute better"]),
    ("It reduces the size of the training set.", ["data better"]),
    ("It sees as much data as possible.", []),
    ("As no training data is available, gardeners draw wings.", []),
    ("It has improved long-term memory.", []),
    ("It lowers the psychological cost of sorting.", []),
    ("It cares for minimization of communication costs.", []),
    ("It sorts more wings without slowing down inference.", ["latency same"]),
    ("It cuts down on memory consumption.", ["memory better"]),
    ("It uses slightly more memory than Alder.", ["memory worse"]),
    ("It reduces manual effort.", ["cost better"]),
    ("It converges more quickly.", ["training_time better"]),
    ("It reduces inference latency as well as memory usage.", ["latency better", "memory better"]),
    ("It keeps memory usage and inference latency low.", ["memory better", "latency better"]),
    ("It achieves higher counting accuracy and speed than Alder.", ["latency better"]),
    ("It attains state-of-the-art recall and speed.", ["latency better"]),
    ("It attains high recall and rendering speed.", ["latency better"]),
    ("It reaches competitive recall and inference speed.", ["latency same"]),
    ("It exceeds the inference speed of plain sorters.", ["latency better"]),
    ("It wins with respect to recall and sample efficiency.", []),
    ("It beats Alder with respect to recall and sample efficiency.", ["data better"]),
    ("It strikes a better balance of speed and recall.", []),
    ("It is compared with state-of-the-art sorters in terms of recall and runtime.", []),
    ("It wins, having the lowest training cost.", ["training_cost better"]),
    ("It maximizes hardware utilization.", ["throughput better"]),
    ("It demonstrated real-time performance on a phone.", ["latency better"]),
    ("It beats others while running real-time.", ["latency better"]),
    ("Its folded wings enable computational efficiency.", ["compute better"]),
    ("Tests confirm the memory efficiency of the drawer.", ["memory better"]),
    ("Its data efficiency improves while its colours stay.", ["data better"]),
    ("It yields notable throughput and energy efficiency improvements.", ["throughput better", "energy better"]),
    ("It lowers computational, memory, and storage costs.", ["memory better", "model_size better", "compute better"]),
]


@pytest.mark.parametrize(("sentence", "costs"), MERITS)
def test_what_a_method_spares_matches_or_makes_do_with_is_a_cost(sentence, costs):
    """Plain verbs tell a saving as well as words of change do, and a list shares what is said of it."""
    assert sorted(" ".join(cost) for cost in told(sentence)[0]) == sorted(costs)


PRAISES = [
    ("WingSort is more parameter and memory efficient than nets.", ["memory better", "parameters better"]),
    ("Hashed wings make the sorter both runtime efficient and calm.", ["latency better"]),
    ("As one lens is tuned, the process is training-efficient.", ["training_cost better"]),
    ("It is efficient both in terms of memory and latency.", ["latency better", "memory better"]),
    ("It matches wings in a simple and memory-efficient manner.", ["memory better"]),
    ("WingSort is simple, memory efficient and fast.", ["latency better", "memory better"]),
    ("It makes the sorter more lightweight, faster and calmer.", ["latency better", "model_size better"]),
    ("The sorter is efficient in computation and memory.", ["compute better", "memory better"]),
    ("The net is very fast to train.", ["training_time better"]),
    ("The sorter is not fast.", []),
    ("Summing wings stays computationally tractable.", ["compute better"]),
    ("The sorter rapidly converges to good drawers.", ["training_time better"]),
    ("WingSort learns new moths very data-efficiently.", ["data better"]),
    ("It offers a cost-effective alternative to naming moths by hand.", ["cost better"]),
    ("WingSort proved to be the most cost-efficient.", ["cost better"]),
    ("It is computationally superior to all sorters.", ["compute better"]),
    ("WingSort is simple, robust and fast.", ["latency better"]),
    ("It beats nets while being much more lightweight.", ["model_size better"]),
    ("The pruned network is significantly smaller in size.", ["model_size better"]),
    ("It sorts without the need for expensive adaptation.", ["training_cost better"]),
    ("It sorts moths, eliminating the need for frequent field trips.", ["cost better"]),
    ("It sorts moths, avoiding costly manual labelling.", ["data better"]),
    ("It sorts moths, avoiding time-consuming pre-training.", ["training_time better"]),
    ("WingSort names a moth in just a few seconds on a phone.", ["latency better"]),
    ("This enables real-time moth counting.", ["latency better"]),
    ("We demonstrate WingSort running in real-time onboard a kite.", ["latency better"]),
    ("It is light enough to allow real-time detection.", ["latency better"]),
    ("It sorts more moths without wider lenses or additional memory.", ["memory same"]),
    ("It sorts moths with minimal extra computation.", ["compute same"]),
    ("It retains stable inference latency for long nights.", ["latency same"]),
    ("Due to its low computational burden, it fits a watch.", ["compute better"]),
    ("It sustains extremely high execution throughput.", ["throughput better"]),
    ("This enables unprecedented throughput gains.", ["throughput better"]),
    ("It beats nets on image quality, recall, and training speed.", ["training_time better"]),
    ("It performs better in terms of recall and inference time.", ["latency better"]),
    ("It has advantages in recall, as well as computational and memory costs.", ["compute better", "memory better"]),
    ("It matches the accuracy and latency of wide nets.", ["latency same"]),
    ("It sorts moths more efficiently than nets.", ["cost better"]),
    ("It names moths, evaluating only a small subset of the frames.", ["data better"]),
    ("It tunes lenses with a modest number of parameters.", ["parameters better"]),
    ("It requires very few labelled samples.", ["data better"]),
    ("It is far smaller in the number of trainable parameters than nets.", ["parameters better"]),
    ("WingSort has faster and smoother convergence rates than nets.", ["training_time better"]),
    ("It draws wings at dusk and saves a lot of computation.", ["compute better"]),
    ("It fits lenses without affecting the recall or the inference efficiency.", []),
    ("It fits lenses without affecting the training and inference throughput.", ["throughput same"]),
    ("It draws moths without excessive memory footprint.", ["memory better"]),
    ("It adds only a few trainable parameters per moth.", ["parameters better"]),
    ("It learns with significantly reduced amounts of data.", ["data better"]),
    ("It is calm while being computationally less expensive compared to nets.", ["compute better"]),
    ("Pruning lenses reduces network size without loss in recall.", ["model_size better"]),
    ("It achieves fast and accurate weight estimation.", ["latency better"]),
    ("It sorts more moths at no additional compute.", ["compute same"]),
    ("Its memory footprint is much smaller.", ["memory better"]),
    ("It sorts moths with minimal additional data collection and computational overhead.", ["compute same"]),
    ("It beats nets in drawing accuracy and processing speed.", ["latency better"]),
    ("It improves the state of the art in recall and runtime.", ["latency better"]),
    ("WingSort is capable of quickly and surely identifying moths.", ["latency better"]),
    ("It saves old wing beats for faster convergence.", ["training_time better"]),
    ("Sorting can be made faster by the use of lenses.", ["latency better"]),
    ("It accelerates the learning process.", ["training_time better"]),
    ("It achieves comparable inference speedups and a fine recall.", ["latency same"]),
    ("It enables small nets on a kite to match the latency of wide nets.", ["latency same"]),
    ("The added compute is low.", ["compute better"]),
    ("This results in a more efficient and robust framework.", ["cost better"]),
]


@pytest.mark.parametrize(("sentence", "costs"), PRAISES)
def test_an_adjective_or_what_is_needed_no_more_tells_a_cost(sentence, costs):
    """What a method is praised for is read with what it spares, whatever the form of the words."""
    assert sorted(" ".join(cost) for cost in told(sentence)[0]) == sorted(costs)


NO_COSTS = [
    "Reducing memory usage is an important challenge.",
    "Many sorters require low latency.",
    "Fewer parameters lead to worse forecasts.",
    "We survey methods that reduce memory consumption.",
    "As the hive grows, memory use explodes.",
    "As hives demand lower latency, sorters change.",
    "The sorter lowers the cost of the tour.",
    "Future work will reduce the runtime.",
    "It fails to reduce the latency.",
    "The bonus encourages fewer steps.",
    "Our training-free sorter knows all wings.",
    "It does not increase the light.",
    "When new species come with few labelled samples, the court decides.",
    "To translate statutes without additional cost, we wrote a glossary.",
    "Only a small fraction of tokens decide the verdict.",
    "Even with this minimal overhead, the forecasts hold.",
    "The gain does not come at the cost of recall.",
    "The station keeps the temperature low.",
    "Higher efficiency is what drivers want.",
    "We want to keep latency low.",
    "Queues inflate the marginal cost of a visit.",
    "The city limits the speed of vans.",
    "It fails to keep latency low.",
    "It struggles to reliably keep latency low.",
    "It hardly limits the number of trainable parameters.",
    "It hardly improves rendering efficiency.",
    "It rarely avoids costly expert judgement.",
    "Without the cost of quality, it sorts by night.",
    "It sorts without the cost of accuracy loss.",
    "The throughput of Alder drops sharply.",
    "The memory usage of the baseline grows slightly.",
    "It sorts more wings than Alder, as the throughput of Alder drops sharply.",
    "It sorts more wings at the cost of sharpness.",
    "It converges as soon as the sample size is large.",
    "It finds better calibration parameters.",
    "It hardly increases the computational cost.",
    "The moth can rapidly turn.",
    "It narrows the gap to mitigate the shift between moth images and training data.",
    "It outperforms nets in producing sharp model parameters.",
    "It improves recall across all model sizes.",
    "It avoids a dull memorization of the training data.",
    "It learns lower bounds at runtime.",
    "We seek a trade-off between reducing memory and keeping colours.",
    "The moth is much smaller than a bee.",
    "WingSort is a fast and memory-efficient, if loud, machine.",
    "The wing beats are stored for further memory savings.",
    "It names moths by seeing only a small subset of the labels.",
    "It sorts with a negligible latency overhead of just 4%.",
    "It sorts with negligible overhead (4% time).",
    "It outperforms all visual token pruning methods.",
    "The enhanced images are kept as training data.",
    "Additional data representing cases of the parameter space are used.",
]


@pytest.mark.parametrize("sentence", NO_COSTS)
def test_conditions_aims_trials_and_other_goods_are_no_costs(sentence):
    """What is supposed, wanted, tried out or measured of something else is not the method's cost."""
    assert told(sentence)[0] == []


RESULTS = [
    ("It attains 97.2% accuracy at 60% and 95.1% at 80%.", [("accuracy", False), ("accuracy", False)]),
    ("It attains 95.1% accuracy under an extreme 80% setting.", [("accuracy", False)]),
    ("It reaches 71.3% I-AUROC on beetles.", [("I-AUROC", False)]),
    ("It keeps 95.1% accuracy where all baselines collapse to 43% accuracy.", [("accuracy", False)]),
    ("It is within 0.2 perplexity of the full model.", [("perplexity", True)]),
    ("In 12% of the cases the recorded name contradicts the report.", []),
    ("It solves the maze in 91% of the runs.", [("score", False)]),
    ("It reaches 91% across six mazes.", [("score", False)]),
    ("It attains 91% harbour concordance on six mazes.", [("harbour concordance", False)]),
    ("It attains 91% of the peak.", []),
    ("It attains 91% sparsity on six mazes.", []),
    ("It attains 91% fewer wings on six mazes.", []),
    ("It attains a +59% relative recall.", [("recall", True)]),
    ("It attains +80% recall.", [("recall", False)]),
]


@pytest.mark.parametrize(("sentence", "results"), RESULTS)
def test_a_condition_or_a_rival_s_level_is_no_result(sentence, results):
    """Under which setting something holds, and where the baselines end, is not the paper's own level."""
    assert told(sentence)[1] == results
