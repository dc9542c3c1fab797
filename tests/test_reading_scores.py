"""Quality told by listed measures: which numbers are gains, which are levels, and whose they are."""

from __future__ import annotations

import pytest
from test_reading import read_text, said

SENTENCES: list[tuple[str, str]] = [
    # numbers that stand near a measure and are another noun's, a formula's, a pace's or a setting's
    ("Fenwick keeps a stable recall with up to 30% drawn waves.", ""),
    ("It docks with superior recall compared to 14 earlier (and larger) sieves.", ""),
    ("It reaches 92.4% agreement with pilots on 6 rare tides.", "q 92.4"),
    ("It loses 2.1% recall under 0.6% density.", "q -2.1"),
    ("It nears the best recall at the cost of only 15% of the labels.", ""),
    ("Harbour tests gave 71.2% recall, and 88% pilot acceptance.", "q 71.2; q 88"),
    (r"We seek sets with 1-$\beta$ coverage.", ""),
    (r"It attains a rate of $1/\sqrt{N}$ for calm seas.", ""),
    ("We bound the 2-norm error of the hull.", ""),
    ("The winch reaches an output flow rate of 37 ml/min.", ""),
    ("It works best at a high pruning rate (97%).", ""),
    ("We test pruning rates from 20% to 65%.", ""),
    ("It improves recall by 3.4 under a 35% pruning ratio.", "q +3.4"),
    ("Such harbours require 98% recall.", ""),
    ("It gains 4.3 points in recall @ 20.", "q +4.3"),
    ("It sorts at 7.4 HULs per minute.", ""),
    ("It keeps recall compared to nets trained with 100% of the labelled data.", ""),
    (
        "It reaches a recall of 81% (range 72-88%) and, by day, of 84% (82%, range 71-89%).",
        "q 81; q 84; q 82",
    ),
    ("It has 0.58 F1-score at the greatest distance of 35 meters.", "q 0.58"),
    ("A boat takes the trait if the bias is r=1.", ""),
    (r"It has a $\frac{1}{2}$-regret.", ""),
    ("We study 14 rare docking error types.", ""),
    ("It was tested on a chart of 40 pts/m^2.", ""),
    ("It steers with only 35 points.", ""),
    ("It reaches a 7 cm mean heading error at dusk.", "q 7"),
    ("It brings gains of 1.4 in recall, and 0.07 in SSIM.", "q +1.4; q +0.07"),
    ("It reaches 98.7% coverage within 4 mm.", "q 98.7"),
    ("It improves perplexity and lowers its reliance on 32-bit buffers.", ""),
    ("It has 83.2% recall and reduces the mean docking turns from 5.5 to 3.1.", "q 83.2"),
    ("It brings a 6.3-point lead over Harrow.", "q +6.3"),
    ("It names the 7-point docking rubric.", ""),
    ("Our results show that the sieves find shells like those of 90% of the pilots.", ""),
    # how near something comes to another's quality
    ("It attains within $1.3%$ of the quality of tide tables.", "q +1.3"),
    ("It has a docking recall within 2% of much larger fleets.", "q +2"),
    ("The depth error stays within 7% of the true depth.", "q 7"),
    ("Its charts perform within 96% of the ones of pilots.", "q 96"),
    ("It stays within 3 perplexity points of the full logbook.", "q +3"),
    # at which level of one measure another was taken
    ("It reaches 63.2% (mAP at an IoU of 0.5) on Lakes.", "q 63.2"),
    ("The mAP over IoU thresholds from 0.2 to 0.8 is raised from 31.4% to 36.2%.", "q 36.2"),
    ("It hears buoys at signal-to-noise ratios (SNRs) ranging from 18 to -6 dB.", ""),
    ("The recall rises by 4.1% at an SNR of 9dB.", "q +4.1"),
    ("It yields an SNR of 21 dB.", "q 21"),
    ("It docks at dusk while reaching an IoU of 0.71.", "q 0.71"),
    ("It reaches a precision of 81% at 95% recall.", "q 81"),
    # gains and losses that brackets spell out
    ("It shows clear gains on all the lakes (1.4% AP, 2.3% mIoU, respectively).", "q +1.4; q +2.3"),
    (
        "It costs a slight degradation of the charts as measured by recall (1.7%) and coverage (0.6%).",
        "q -1.7; q -0.6",
    ),
    ("It yields notable improvements, reaching a high recall (43.1%) on Lakes.", "q 43.1"),
    ("We see large gains in recall at sea (46.3% vs. 40.6%).", "q 46.3"),
    ("It brings clear improvements in hearing ships (4.2% WER).", "q 4.2"),
    ("It shows a +31.5 improvement on Lakes and a +26 gain on Rivers.", "q +31.5; q +26"),
    # levels that are reached, not steps
    ("We see a drop in recall to 61% at night.", "q 61"),
    ("The plain winch leads to lower recall 56.7%.", "q 56.7"),
    ("There is a slow decrease in prediction loss to 0.21.", "q 0.21"),
    # numbers of other nouns
    ("Tests ran on 12,000 point clouds of harbours.", ""),
    ("The gauge has a sensitivity of 17.3 pm/N.", ""),
    ("It docks 9 ferries at a 100% success rate, and for 40 a success rate of 71% is seen.", "q 100; q 71"),
    ("Failures are mostly due to crew differences (17%).", ""),
    ("It lifts the recall by only a 1x schedule.", ""),
    ("It cuts the forecast error by 8.1% for up to 6-hour tides.", "q +8.1"),
    ("It brings a clear improvement by a large margin to 48.7% on LakeBench.", "q 48.7"),
    ("Its mAP rises by 2x (4.1\\% $\\to$ 9.3\\% on Lakes).", "q +2; q 9.3"),
    ("Removing the mast costs 2.3 points on Lakes and 1.7 on Rivers.", "q -2.3; q -1.7"),
    ("It yields 0.4 to 1.9 points over sails.", "q +0.4; q +1.9"),
    # numbers of what is set or studied
    ("It docks with an 88% success rate at noise levels as high as 35%.", "q 88"),
    ("An error analysis shows that both occur in over 75% of harbours.", ""),
    ("After adding a 15% safety margin, the rope holds.", ""),
    ("We lower its recall to 3% with at most 1.5% relative perturbation.", "q 3"),
    # how far something goes wrong less often, without "by"
    ("It reduces the number of collisions up to 38%, and docks well.", "q -38"),
    ("It docks with 97.1% recall, reducing its failures (up to 41%).", "q 97.1; q -41"),
    ("It lowers drift to 11%.", "q 11"),
    ("It decreased the RMSE up to 140%.", "q +140"),
    ("It lowers the WER below 6%.", "q 6"),
    ("It makes for a typing saving rate of up to 77%.", "q 77"),
    ("It lifts docking success rates from about 25% to about 85%.", "q 85"),
    ("It docks with 83.1% recall and a standard deviation of 0.4%.", "q 83.1"),
    ("Its tide tables hold at sea, with deviations typically within 2%.", "q 2"),
    ("Ferries typically steer badly, and our planner finds buoys 81% of the time.", "q 81"),
    ("It raises recall by 2.31 under 20\\% pruning ratio.", "q +2.31"),
    ("It brings a 3.2% recall improvement under 5% labeling ratios.", "q +3.2"),
    ("It leads by 0.7 APoar on Lakes and 0.4 APmast on Rivers.", "q +0.7; q +0.4"),
    ("It brings clear improvements in rated sound (UTMAS 3.71, NISQE 4.12).", "q 3.71; q 4.12"),
    ("The older hull has a fall rate of 2 of 9 walks.", ""),
    ("The shaft turns at 31.5 RPM.", ""),
    ("It hears 94.1% recall for 5 dB SNR.", "q 94.1"),
    ("It has a 2.3% false rejection rate at 0.2 false alarms per image.", "q 2.3"),
    ("The press prints at a rate of 30 large colour sea charts per second.", ""),
    ("We bound the 0-1 loss of the sorter.", ""),
    # two levels of one measure, the second in brackets
    ("It has a recall of 81.7% (83.2%) at sea and 62.1% (64.4%) in port.", "q 81.7; q 83.2; q 62.1; q 64.4"),
    ("It beats tide tables at night, with a dock-AUROC of 88.1% (90.2%) at sea.", "q 88.1; q 90.2"),
    ("It reaches 71.3% recall at 30 pixels.", "q 71.3"),
    # what goes well and is called by a short form, or by what it is of
    ("It increases the buoy-adoption rate (BAR) by 2.35%.", "q +2.35"),
    ("It yields a 17% relative increase in user engagement.", "q +17"),
    ("It does not lose ferries compared to sails, leading to a recall gain of +0.6%.", "q +0.6"),
    # a change that is told apart from its number
    ("It brings a clear gain over Harrow, up to 2.4dB PSNR.", "q +2.4"),
    ("It clearly improves the charts (up to 3.7 dB PSNR).", "q +3.7"),
    ("It docks well with a clear gain (e.g., ~3 AP on Lakes) over Harrow.", "q +3"),
    ("It cuts the error on the lakes of the north up to 14%.", "q +14"),
    ("It pays with a loss of about 7% of chart quality.", "q -7"),
    ("It brings a 3-9% of recall improvement.", "q +3; q +9"),
    ("We see a 2% recall and planning efficiency gain.", "q +2"),
    ("It raises the recall 4.3% mAP over Harrow.", "q +4.3"),
    ("It lowers the error by up to 16% (on average 5.75%).", "q +16; q +5.75"),
    ("It lifts recall by 21% compared to Harrow and 13% compared to Larch.", "q +21; q +13"),
    ("It improves Harrow by 3.4 mIoU on lakes, resulting in 71.4 and 63.2 mIoU.", "q +3.4; q 71.4; q 63.2"),
    ("It gains recall on Lakes, with a step of + 12.6% AP.", "q +12.6"),
    # lists of levels and gains
    ("It has gains of $17.2$ and $3.6$ points at sea.", "q +17.2; q +3.6"),
    ("It averages 81.3% on the long and windy river benchmark, and 93.6% on the Deep-Bay task.", "q 81.3; q 93.6"),
    ("It yields 0.41/0.87 XRE on calm water.", "q 0.41; q 0.87"),
    ("It reaches 31.24 and 42.73 BLEU scores at dusk.", "q 31.24; q 42.73"),
    ("It brings +4.2 mAP50 for Foggy Bay +2.6 mAP50 for Sunny Bay.", "q +4.2; q +2.6"),
    # the next gain of a list, with a measure of its own
    ("Fenwick beats Harrow by 4.7% in depth and 2.9% in recall.", "q +4.7; q +2.9"),
    ("Fenwick beats Harrow by 5.3% mIoU and 3.1% Lake-mIoU.", "q +5.3; q +3.1"),
    ("It beats Harrow by 2.2 mAP on lakes and 3.6 mAP on rivers.", "q +2.2; q +3.6"),
    ("It brings a 2.3% improvement in recall, and 91.7% precision.", "q +2.3; q 91.7"),
    ("It cuts the lake loss by 52.3%, 91.7% precision at dusk.", "q -52.3; q 91.7"),
    ("It beats Harrow by 2.3% on lakes while keeping 91.7% recall.", "q +2.3; q 91.7"),
    # decibels of what is not named
    ("Fenwick beats the best older sieve on Lakes (by up to 1.7 dB).", "q +1.7"),
    ("Fenwick surpasses Harrow with 0.8 dB on average.", "q +0.8"),
    ("Fenwick improves the render quality (+4 dB).", "q +4"),
    ("Clear improvements (over 1.4 dB) are seen on Lakes.", "q +1.4"),
    ("The antenna has a gain of up to 12 dB.", ""),
    ("The wall damps the hum by 4.1 dB.", ""),
    # how far a rival is beaten, without "by"
    ("Fenwick outperforms older docks up to 7.3% in recall.", "q +7.3"),
    ("It outperforms Harrow by a large margin, 7.3% of recall.", "q +7.3"),
    ("It reaches a recall exceeding 94.3%.", "q 94.3"),
    # the noun of change stands apart from its number
    ("It gives an improvement over Harrow by 3.4% on LakeBench.", "q +3.4"),
    ("It brings an improvement in terms of recall of 13.4%.", "q +13.4"),
    ("We see an improvement on recall: 13.4% at dawn.", "q +13.4"),
    ("It brings improvements over older docks of 13.4%.", "q +13.4"),
    ("We see a clear gain (by around 13% in recall).", "q +13"),
    ("It gains 2.6 ppt in recall.", "q +2.6"),
    # a measure that a bracket names
    ("It docks well at dusk (73.2% (recall) and 4 knots).", "q 73.2"),
    ("Dusk runs gave 73.1% (calm), 54.4% (windy) and 43.2% (foggy) recall.", "q 73.1; q 54.4; q 43.2"),
    ("Fenwick brings a 7.3% (Lakes) and 5.6% (Rivers) recall gain.", "q +7.3; q +5.6"),
    # gains in brackets, and levels that a bracket gives the second time
    ("It can boost the recall of older docks (e.g., 13.2% for Harrow and 7.6% for Larch).", "q +13.2; q +7.6"),
    ("Fenwick improves the recall of older docks (up to 13%).", "q +13"),
    ("It improves tide readability (from 41.3% to 73.6%).", "q 73.6"),
    (
        "It has F1-scores of 93.1% (calm), 91.4% (windy), and 87.2% (open water), beating docks.",
        "q 93.1; q 91.4; q 87.2",
    ),
    # short forms and what goes well or wrong, brought to a level
    ("It lowered the LKDE to 3.2 percent and 4.6 percent in calm bays.", "q 3.2; q 4.6"),
    ("It docks with up to 93% repeatability and 81% swappability.", "q 93; q 81"),
    ("It lowers ferry and buoy risks by 61%.", "q -61"),
    ("At dusk, degradation was reduced by 37.2%.", "q -37.2"),
    # what an error is measured in, and how far apart things lie
    ("It has a 7cm map error.", "q 7"),
    ("Its guess lies within a 17% error margin.", "q 17"),
    ("Fenwick shows higher recall, with a 73% reduction in buoy count.", ""),
    # ranges whose sign is a rare one or was lost
    ("It beats Harrow by 2.3% ～ 4.7% on lakes.", "q +2.3; q +4.7"),
    ("It beats Harrow by 2.3% 4.7% on lakes.", "q +2.3; q +4.7"),
    # levels of others
    ("It beats older docks, which reach only 61% recall.", ""),
    ("Fenwick reaches 71% recall, beating docks that peak at 61%.", "q 71"),
    ("Fenwick reaches a score of 7.3, surpassing the earlier best score of 6.1.", "q 7.3"),
    ("While earlier docks reported recalls of 91% (calm), 87% (windy) and 83% (foggy), ours has 94%.", "q 94"),
    ("It has a 78.3% test accuracy at dusk, compared to 77.1% test accuracy at noon.", "q 78.3"),
    ("In contrast, existing docks see an error of over 40%.", ""),
    ("It reaches a lake intersection over union of 0.67.", "q 0.67"),
    # the same measure again: with a unit, a condition, or what is solved
    ("It has a mean error of 0.7 mm (calm) and 0.9 mm (windy).", "q 0.7; q 0.9"),
    ("Fenwick has a recall of 0.71 using sonar and 0.76 using radar.", "q 0.71; q 0.76"),
    ("It scores 81.3 in calm and 73.6 in windy bays.", "q 81.3; q 73.6"),
    ("Fenwick solved 33.1%, 46.5% and 78.2% of the mooring tasks.", "q 33.1; q 46.5; q 78.2"),
    ("It identifies 96.3% of the buoys in bays and 74.6% in open water.", "q 96.3; q 74.6"),
    ("On average, 93.4% of the ropes were correctly tied.", "q 93.4"),
    ("The selection has a purity of 96.3% and a completeness of 87.1%.", "q 96.3; q 87.1"),
    ("At a purity of 96.3%, the horn still sounds.", ""),
    ("It is on par with sonar on the PESQ metric (3.37).", "q 3.37"),
    # what is counted, and what the data lack
    ("It keeps its recall with up to 70% missing buoys.", ""),
    ("It keeps a 61% success rate over 14 consecutive landings.", "q 61"),
    ("Removing 14 older buoys lowers the recall by 3%.", "q -3"),
    ("Sailors reach 91% agreement on 14 muddy banks.", "q 91"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:60] for sentence, _ in SENTENCES])
def test_a_level_is_told_from_a_gain_and_from_the_level_of_others(sentence, expected):
    """The paper's own results of a sentence; a gain has its sign."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())


@pytest.mark.parametrize("verb", ["show that", "clearly demonstrate that", "indicate"])
def test_what_results_show_is_no_measure_of_their_own(verb):
    """ "Results" is what is reported, and what Fenwick gains is performance."""
    _, reading = read_text("Fenwick: A Net", f"We present Fenwick. Our sea results {verb} it outperforms Alder by 8%.")
    (result,) = reading.results
    assert (result.metric, result.value, result.is_delta) == ("performance", 8.0, True)
