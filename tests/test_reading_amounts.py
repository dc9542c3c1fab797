"""Amounts: sentences that tell of times, data, sizes and growths as costs, and those that only name such numbers."""

import pytest
from test_reading import read_text, said

LEANER = "capacity better 10; parameters better 4"
SENTENCES = [
    # a growth of a cost, not of what is proven of a quality
    ("Fenwick keeps a linearly growing memory footprint.", "complexity linear"),
    ("Fenwick enjoys an O(log n) instance-dependent regret on graphs.", ""),
    ("It reaches an O(1/n) excess risk error after n rounds.", ""),
    ("Its O(n log n) running time is the best so far.", "complexity O(n log n)"),
    ("We compute its time varying linear feedback gains.", ""),
    # growths of the own work are good however fast they grow, those that it is set against are others'
    ("The best tour is found in O(n^3 log n) time.", "complexity O(n^3 log n)"),
    ("Fenwick learns each river from $\\tilde{O}(d^4/\\epsilon^2)$ samples.", r"complexity O(d^4/\epsilon^2)"),
    ("Fenwick sorts the lakes with runtime polynomial in the number of boats.", "complexity polynomial"),
    ("All tours are listed in quadratic time.", "complexity quadratic"),
    ("Our sieve lifts the state-of-the-art $O(m^4)$ to $O(m^2)$.", "complexity O(m^2)"),
    ("Fenwick takes its memory to O(min(p, q)) from O(pq).", "complexity O(min(p, q))"),
    ("We beat the $O(n^2)$ iterations of Alder.", ""),
    ("We need a logarithmic time rather than a linear one in the number of boats.", "complexity logarithmic"),
    ("While standard sieves require an O(CT^3) memory, we store the tours.", ""),
    # what stands with "while" or "typically" and has no other subject is the paper's own
    ("It sorts well, while markedly reducing the number of learnable parameters to 40k.", "parameters = 40 k"),
    ("It sorts well, while requires merely a third of the weights of Alder.", "parameters better 3"),
    ("Fenwick sorts well, typically converging within 5 iterations.", "capacity = 5 steps"),
    ("It typically takes less than a tenth of the time of Alder.", "latency better 10"),
    ("A task that typically takes 20 minutes is told again.", ""),
    ("Fenwick is comparable to other sieves and runs in real time (25 fps on a phone).", "throughput = 25 FPS"),
    # what falls as the input grows is an error; how close a result is, is no input
    ("Fenwick closes in at O(1/n^2) on each lake.", ""),
    ("Fenwick settles after $O(1/\\epsilon^2)$ rounds.", r"complexity O(1/\epsilon^2)"),
    ("Each lake has Theta(1) neighbours.", ""),
    # the cost of being close, which stands beside how close
    ("Fenwick has an error of O(a) with sample complexity $m = O(k^2/a)$.", "complexity O(k^2/a)"),
    (r"We prove a sample size bound of $n = O(k \log k)$ for lakes.", r"complexity O(k \log k)"),
    ("It keeps an O(1) model complexity.", "complexity O(1)"),
    ("This improves on the usual sample complexity bound of $O(k^2)$.", ""),
    # growths in words of what is counted, and of a gain
    ("Fenwick ends within polynomially many rounds.", "complexity polynomial"),
    ("It asks a logarithmic number of queries.", "complexity logarithmic"),
    ("This is a nearly quadratic space improvement.", ""),
    # the least that something takes, what is the same however large the input, and what is said of both in passing
    (r"We show that one needs $\tilde\Omega(n^{1+\delta})$ passes.", r"complexity Omega(n^{1+\delta})"),
    ("We show that the number of gates required is Omega(n log n).", "complexity Omega(n log n)"),
    ("Its regret is at least Ω(T) on lakes.", ""),
    (r"It sorts $n^{\Omega(n)}$ lakes.", ""),
    ("It has a run time independent of the number of boats.", "complexity constant"),
    ("It draws tours whose memory footprint is essentially independent of the lake.", "complexity constant"),
    ("Its flight time is independent of the fuel.", ""),
    ("It is impossible to sort the boats in linear time.", ""),
    ("If tours are flat, one can be found in sublinear time.", "complexity sublinear"),
    ("Inference scales linearly in the boats.", "complexity linear"),
    ("Its error scales linearly in the boats.", ""),
    (r"We give an inefficient $O(\sqrt{T})$-regret planner.", ""),
    ("We serve planners of sizes around O(20-60B).", ""),
    ("Fenwick has\nlinear time in the boats.", "complexity linear"),
    # time spent, what another time may be off by, and what is recorded
    ("It warns the pilot about 4 seconds beforehand.", ""),
    ("It uses the Rivers 50h dataset.", ""),
    ("It lifts new gates within 25 minutes of fine-tuning.", "training_time = 25 min"),
    ("Fenwick finds a net of 7% test error in 0.3 GPU days.", "q 7; training_time = 0.3 GPU-days"),
    ("Fenwick sees the turn 3 seconds before it comes.", ""),
    ("It foresees stress up to 0.8 seconds in the future.", ""),
    ("Touch is told with an accuracy of 7-9 ms.", ""),
    ("The arm stays calm under network delays of up to 240 ms.", ""),
    ("It cuts the network delay to 4 ms.", "latency = 4 ms"),
    ("The robot drifts by a foot over 90 seconds.", ""),
    ("We hold six hour-long talks.", ""),
    ("We build Lakes in over 700 GPU-days.", "training_time = 700 GPU-days"),
    ("The gaps close in just 25 minutes of mean wall-clock training time.", "training_time = 25 min"),
    ("It infers gaps using 2 ms of a single CPU core.", "latency = 2 ms"),
    ("It sorts in real time (<20 ms).", "latency = 20 ms"),
    ("Fenwick has a 0.47-second inference latency on the board.", "latency = 0.47 s"),
    # one of a unit of time
    ("All twelve gates are set in under an hour.", "latency = 1 h"),
    ("Fenwick is trainable on one laptop in a day.", "training_time = 1 days"),
    ("A map is drawn in about a second.", "latency = 1 s"),
    ("The solver needs less than half a minute.", "latency = 0.5 min"),
    ("It takes a second look at each gate in a second pass.", ""),
    ("Each talk is longer than an hour.", ""),
    ("The boat covers 3 miles in a day.", ""),
    # data that are measured in time
    ("It learns to row from just 12 minutes of demonstrations.", "data = 12 min"),
    ("A voice is cloned with less than 40 seconds of clean speech.", "data = 40 s"),
    ("Our corpus holds only 9 hours of speech.", ""),
    ("We test it on 9 hours of speech.", ""),
    # how often something moves is no speed of work
    ("The fin swims fastest when beating at 3 Hz.", ""),
    ("Screens flickered at 12 Hz during the trial.", ""),
    ("The camera has a sampling rate of 900 Hz.", ""),
    ("The gait controller runs at 400 Hz.", "throughput = 400 FPS"),
    ("With a beat of its tail at 2.5 Hz it reaches 9 mm/s.", ""),
    ("An actuator tail swings at frequencies from 2 Hz to 7 Hz.", ""),
    ("Gauges log 4k values by a 90 Hz data collection unit.", ""),
    ("Lidars capture 60k points at 12 Hz.", ""),
    # a frequency is a speed where something is worked out as often
    ("The converter gives a 90 V and 350 Hz output.", ""),
    ("Audio codes (12 Hz) and word codes (2 Hz) differ.", ""),
    ("Each lane had a tone gliding from 300 Hz upwards.", ""),
    ("Sampling at 30 Hz keeps the gait.", ""),
    ("The valve has an operating bandwidth of 4 Hz.", ""),
    ("The map is solved at a frequency of 6 Hz on an FPGA.", "throughput = 6 FPS"),
    ("The lidar odometry reaches 35 Hz.", "throughput = 35 FPS"),
    # one of a unit of time that stands against others
    ("It requires one day of pretraining instead of a week.", "training_time better 7"),
    ("It cuts the runtime from 90 minutes for Alder to a minute.", "latency better 90"),
    ("It speeds up gates by a factor of 7 on GPU.", "latency better 7"),
    # times that are the better the longer they are, and powers of units
    ("The watch sees a fall with 2.7 s anticipation, 0.4 s more than Harrow.", ""),
    ("Floods were last seen 12 minutes ago.", ""),
    ("Each charge allows a 6 min flight.", ""),
    ("The kite soars for flight times of up to 45 minutes.", ""),
    ("It swims at speeds up to 8.1ms^{-1}.", ""),
    ("The arm has at most 4h+3r+2 free terms.", ""),
    (r"Harrow passes at most $2^{\min(K \log^2 T, \sqrt{T + \min(K \log T, S + \log S)})}$ gates.", ""),
    ("The robot trots at 3.1 body lengths per second.", ""),
    # a time of training that is told as one, and what a board has
    ("It wins after 40 laps and less than a day of training.", "training_time = 1 days"),
    ("It asks for a training budget of 3.5 days.", "training_time = 3.5 days"),
    ("It has a planning budget of 3.5 s.", ""),
    ("It runs on a microcontroller at 90 MHz with 128 KB static RAM.", ""),
    ("On the board it uses only 128 KB of RAM.", "memory = 128 KB"),
    # two amounts of which one does as well as the other, or takes its place
    ("Fenwick with 9 layers and 3M weights matches Harrow with 90 layers and 12M weights.", LEANER),
    ("We replace the 90M-parameter river net with only 3M parameters of plain blocks.", "parameters better 30"),
    ("It has 84% accuracy in 3 hours, compared to 82% accuracy in 12 hours.", "latency better 4; q 84"),
    # sizes of other things, and parameters of a formula
    ("We fix the vocabulary size to 90k in all runs.", ""),
    ("It takes 9 ms for a 3 GB dataset.", "latency = 9 ms"),
    ("The force law has only three parameters.", ""),
    ("We propose a lightweight wave net with 1.3M parameters.", "parameters = 1.3 M params"),
    ("We train a wave net with 1.3M parameters.", ""),
    ("The mask head adds only 19M network weights.", "parameters = 19 M"),
    ("Fenwick rivals Harrow with fewer parameters of 2.75M.", "parameters = 2.75 M"),
    ("The parameter size of our net is just 0.6M.", "parameters = 0.6 M"),
    ("Our tiny river model (7.5M) beats larger ones.", "parameters = 7.5 M"),
    ("We try small models (0.3B-4B parameters) on lakes.", ""),
    ("It outperforms Harrow while having 2.9M parameters.", "parameters = 2.9 M params"),
    # what is counted at a rate
    ("It renders 40k depth maps/s.", "throughput = 40 k maps/s"),
    ("It scans rivers at rates in excess of 35M points/sec.", "throughput = 35 M points/s"),
    # bits that numbers are stored in
    ("Weights can be quantized to 3-bit precision without harm.", "model_size = 3 bits"),
    ("It squeezes maps with only 2-bit weights.", "model_size = 2 bits"),
    ("Fenwick enables 5-bit quantization of the cache.", "memory = 5 bits"),
    ("It stores 1.9 bits-per-weight.", "model_size = 1.9 bits"),
    ("We try it when quantizing Harrow to 6-bit.", ""),
    ("Only 11 bit-flips break Harrow.", ""),
    ("It holds its ground across precisions from 3 to 5-bit.", ""),
    # a few things that are learnt from, and how few something takes
    ("Fenwick draws scenes from as few as 11 and 4 input images.", "data = 11 samples; data = 4 samples"),
    ("It is set with just 7 recorded trials.", "data = 7 samples"),
    ("Each film can hold a few hundred frames.", ""),
    ("Lakes holds 9M frames vs. 4M frames in Rivers.", ""),
    ("It needs much fewer training samples (11K), which helps.", "data = 11 K"),
    ("Fenwick sails with fewer timesteps (6 timesteps).", "capacity = 6 steps"),
    ("Fenwick learns from 4 minutes of play data.", "data = 4 min"),
    ("Each net, fine-tuned for six minutes, finds the gates.", "training_time = 6 min"),
    ("Across all datasets it ends within two hours.", "latency = 2 h"),
    ("We test a plan of 3 arms and 40 parameters and achieve more.", ""),
    # the most that can be handled, and the largest model on one machine
    ("Fenwick scales to 64K river contexts.", "capacity = 64 K"),
    ("It allows the tracker to track 30k points jointly.", "capacity = 30 k"),
    ("Fenwick is capable of decoding sequences of up to 3 million tokens.", "capacity = 3 M tokens"),
    ("It scales up to lake graphs with over 40 million nodes.", "capacity = 40 M nodes"),
    ("Fenwick enables tuning of a 30B model on a single card.", "capacity = 30 B"),
    ("We tune a 30B model with eight cards.", ""),
    ("Fenwick allows running Harrow with a 64K context on a single card.", "capacity = 64 K"),
    ("It allows training on a context of 90K tokens on one GPU.", "capacity = 90 K tokens"),
    ("Each run has a 64K context.", ""),
    ("Fenwick can process 4K resolution images in 7 ms.", "latency = 7 ms"),
    ("It can handle tours of whole lakes and even of entire river lands with up to 300k points.", "capacity = 300 k"),
    ("It can take in more than two million points at once.", "capacity = 2 M"),
    ("When scaled to 3B parameters, Fenwick wins.", ""),
    ("As planners increasingly support maps of up to 9M tokens, drift grows.", ""),
    # a scale before a unit that has none
    ("Fenwick needs only 4K GPU hours.", "training_time = 4 K GPU-hours"),
    ("It is built for under 3K USD.", "cost = 3 K USD"),
    ("Scams led to losses of 3M USD.", ""),
    # what comes on top, what is slower
    ("Fenwick renders at 31 FPS while drawing more detail.", "throughput = 31 FPS"),
    ("It takes 0.4 seconds longer per call.", "latency = 0.4 s"),
    ("Given the same peak memory footprint of 6GB, Fenwick draws finer maps.", ""),
    ("It draws maps of the same detail with only 6M parameters.", "parameters = 6 M params"),
    # small units
    (r"A decision takes 31 uJ and 0.7$\mu$W on the board.", "energy = 31 µJ; energy = 0.7 µW"),
    (r"Fenwick answers in 80-95 {\mu}s per call.", "latency = 80 µs"),
    ("Fenwick is 4.2xfaster than Harrow.", "latency better 4.2"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:60] for sentence, _ in SENTENCES])
def test_amounts_that_are_costs_are_read_and_others_are_not(sentence, expected):
    """The paper's own claims and results of a sentence, and nothing of what is only counted, set or proven."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())
