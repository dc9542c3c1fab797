r"""How prose in many fields tells what something costs: sentences, claims of them, and the nearest wrong claims.

A line is a sentence; the indented lines under it are claims of it: metric, value (or range, or "-" where there is no
number), unit, what differs from `better` and `exact`, metrics that it is `not` of, and behind the bar the evidence
(the whole sentence where there is none). One that begins with `!` and a verdict is wrong and refused with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from summarizer.papers import Paper, make_paper
from summarizer.records import Claim
from summarizer.verification import verify_claim

SENTENCES = r"""
Quillnet outperforms Alder, Birch and Cedar by 87%, 131% and 138% in inference speed.
  latency 87 % baseline=Alder | outperforms Alder, Birch and Cedar by 87%, 131% and 138% in inference speed
  latency 131 % baseline=Birch | outperforms Alder, Birch and Cedar by 87%, 131% and 138% in inference speed
It needs a third less latency and allows 20% larger batches.
  latency 0.3333 x | a third less latency
  capacity 20 % | 20% larger batches
Quillnet uses only 20% of the weights of the teacher.
  parameters 20 % | uses only 20% of the weights
Our encoder requires 1/3 of the compute of Alder.
  compute 0.3333 x | 1/3 of the compute
It runs two to twelve times faster than Alder.
  latency 2..12 x | two to twelve times faster
It more than triples the throughput of Alder.
  throughput 3 x at_least | more than triples the throughput
The scheme prunes a 70B model in two GPU-days.
  training_time 2 GPU-days phase=compression | prunes a 70B model in two GPU-days
Compute drops from 4.6G to 1.75G FLOPs.
  compute 2.629 x | drops from 4.6G to 1.75G FLOPs
A frame takes 12 ms against 31 ms for Alder.
  latency 2.583 x | 12 ms against 31 ms
Quillnet compresses the logs of barges by up to 9x more than Alder.
  model_size 9 x up_to baseline=Alder | compresses the logs of barges by up to 9x more than Alder
Quillnet gives token reductions of 60% and speedups of up to 7x by night.
  latency 7 x up_to | speedups of up to 7x
Quillnet runs 14\times14\times and 2.5\times2.5\times faster than Alder and Birch respectively.
  latency 14 x | runs 14\times14\times and 2.5\times2.5\times faster
Latency and energy fall six-fold.
  latency 6 x | Latency and energy fall six-fold
  energy 6 x | Latency and energy fall six-fold
We see speedups over Alder and Birch of up to 31.7 times and 42.3 times, respectively.
  latency 31.7 x up_to baseline=Alder | speedups over Alder and Birch of up to 31.7 times and 42.3 times
  latency 42.3 x up_to baseline=Birch | speedups over Alder and Birch of up to 31.7 times and 42.3 times
Its compression ratio is at least 40% better than Alder, Birch and Cedar.
  model_size 40 % at_least | compression ratio is at least 40% better than Alder, Birch and Cedar
The small and the large variant both save about 30% of the MACs.
  compute 30 % approx | both save about 30% of the MACs
Quillnet is 3x slower than Alder at training.
  training_time 3 x worse | 3x slower
It cuts the memory overhead and delay of routers by 2x and 3x, respectively.
  memory 2 x | cuts the memory overhead and delay of routers by 2x
  latency 3 x | cuts the memory overhead and delay of routers by 2x and 3x
It cuts the CPU resource usage rate and the delay by 35% and 48%.
  compute 35 % | cuts the CPU resource usage rate and the delay by 35%
  latency 48 % | cuts the CPU resource usage rate and the delay by 35% and 48%
It lowers the utilization of the uplink by 2.6x.
  cost 2.6 x | lowers the utilization of the uplink by 2.6x
The tracker settles in <; 35 ms.
  latency 35 ms up_to | settles in <; 35 ms
It achieves a speedup of 3.5x over Alder.
  latency 3.5 x | speedup of 3.5x
Quillnet reaches a 45\% reduction in memory usage.
  memory 45 % | 45\% reduction in memory usage
It reduces memory usage by 45% and training time by 30%.
  memory 45 % | reduces memory usage by 45%
  training_time 30 % | training time by 30%
It reduces the number of parameters by 2x, FLOPs by 3x, and latency by 1.5x.
  parameters 2 x | reduces the number of parameters by 2x
  compute 3 x | FLOPs by 3x
  latency 1.5 x | latency by 1.5x
Quillnet has 40% fewer parameters and is 60% faster.
  parameters 40 % | 40% fewer parameters
  latency 60 % | 60% faster
Quillnet is 60% smaller and 1.6 times faster than Alder.
  model_size 60 % | 60% smaller
  latency 1.6 x | 1.6 times faster
At the cost of 10% more parameters, accuracy rises.
  parameters 10 % worse | 10% more parameters
Quillnet adds a runtime overhead of 5%.
  latency 5 % worse | runtime overhead of 5%
Quillnet adds only 0.1% extra parameters.
  parameters 0.1 % worse | adds only 0.1% extra parameters
Quillnet doubles the throughput and halves the memory.
  throughput 2 x | doubles the throughput
  memory 0.5 x | halves the memory
Training is accelerated by a factor of 4.
  training_time 4 x | accelerated by a factor of 4
We cut training costs by a factor of up to 8.
  training_cost 8 x up_to | cut training costs by a factor of up to 8
Quillnet trains on 10x less data than Alder.
  data 10 x | 10x less data
Quillnet matches Alder with 1/10 of the training data.
  data 0.1 x | 1/10 of the training data
Quillnet matches Alder while using just 12.5% of its training tokens.
  data 12.5 % | using just 12.5% of its training tokens
Quillnet generates 7.2 times more tokens per second.
  throughput 7.2 x | 7.2 times more tokens per second
Quillnet attains 2.4x higher throughput and 35% lower latency.
  throughput 2.4 x | 2.4x higher throughput
  latency 35 % | 35% lower latency
Quillnet supports 8x longer contexts on one GPU.
  capacity 8 x | 8x longer contexts
Quillnet needs 4 times fewer denoising steps.
  capacity 4 x | 4 times fewer denoising steps
It reduces the sequence length by 40%.
  capacity 40 % | reduces the sequence length by 40%
Speedups range from 1.5x to 3x on CPUs.
  latency 1.5..3 x | range from 1.5x to 3x
We obtain 1.5-3x speedups on CPUs.
  latency 1.5..3 x | 1.5-3x speedups
On average, Quillnet is 1.8x faster.
  latency 1.8 x average | 1.8x faster
Quillnet cuts energy by 55% on average.
  energy 55 % average | cuts energy by 55% on average
Energy consumption is lowered by more than 90%.
  energy 90 % at_least | lowered by more than 90%
Quillnet consumes 12 times less energy.
  energy 12 x | 12 times less energy
Quillnet is 12times faster than Alder.
  latency 12 x | 12times faster
Quillnet saves sim 50% of GPU memory.
  memory 50 % approx | saves sim 50% of GPU memory
Quillnet yields a $3.2\times$ wall-clock speedup.
  latency 3.2 x | $3.2\times$ wall-clock speedup
Quillnet takes only 5 hours on 8 GPUs to train.
  training_time 5 h | only 5 hours
Quillnet has only 4.3M parameters and 0.6 GFLOPs.
  parameters 4.3 M_params | only 4.3M parameters
  compute 0.6 GFLOPs | 0.6 GFLOPs
Quillnet has only 4.3 million parameters.
  parameters 4.3 M_params | only 4.3 million parameters
Quillnet runs at 120 frames per second.
  throughput 120 FPS | runs at 120 frames per second
The model runs in real time at over 30 FPS.
  throughput 30 FPS at_least | at over 30 FPS
Training takes less than one day on a single GPU.
  training_time 1 days up_to | less than one day
Memory grows to 1.3x that of Alder.
  memory 1.3 x worse | grows to 1.3x that of Alder
Quillnet requires 2.5x the memory of Alder.
  memory 2.5 x worse | 2.5x the memory of Alder
Quillnet has 3x the throughput of Alder.
  throughput 3 x | 3x the throughput of Alder
Inference is twice as fast.
  latency 2 x | twice as fast
Quillnet reduces memory and computational overhead by 23%.
  memory 23 % | reduces memory and computational overhead by 23%
  compute 23 % | reduces memory and computational overhead by 23%
It cuts hashing and activation overheads by 40%.
  cost 40 % | cuts hashing and activation overheads by 40%
It lowers the sample complexity of routing by 40%.
  data 40 % | lowers the sample complexity of routing by 40%
It lowers the space complexity by 40%.
  memory 40 % | lowers the space complexity by 40%
Quillnet matches encoders consuming twice the memory.
  memory 2 x | consuming twice the memory
Quillnet is equivalent to a dense encoder requiring 2.4x more weights.
  parameters 2.4 x | requiring 2.4x more weights
Quillnet matches solvers 11x slower.
  latency 11 x | matches solvers 11x slower
With narrower beams, that are 2x smaller, we speed up decoding by a factor of 3.9x.
  latency 3.9 x | speed up decoding by a factor of 3.9x
Our 11x smaller student improves upon its teacher.
  model_size 11 x | 11x smaller student
It lets us drop up to ~92% of redundant tokens.
  data 92 % approx | drop up to ~92% of redundant tokens
It cuts CPU overheads by 30%.
  compute 30 % | cuts CPU overheads by 30%
It raises the serving capacity by 17%.
  throughput 17 % | raises the serving capacity by 17%
It reduces retrieval times by 20%.
  latency 20 % | reduces retrieval times by 20%
It needs 35% less user burden than Alder.
  cost 35 % | 35% less user burden
Quillnet outperforms models more than twice its size.
  parameters 2 x at_least | more than twice its size
Quillnet needs 30x lesser weights than Alder.
  parameters 30 x | 30x lesser weights
Inference is 4x as fast as in Alder.
  latency 4 x | 4x as fast
Quillnet is an order of magnitude faster than Alder.
  latency 10 x | an order of magnitude faster
Quillnet is up to three orders of magnitude faster than Alder.
  latency 1000 x up_to | up to three orders of magnitude faster
Quillnet reduces memory to 30% of that of Alder.
  memory 30 % | reduces memory to 30% of that of Alder
Quillnet improves throughput by 2.1x and 3.4x on short and long prompts.
  throughput 2.1 x | improves throughput by 2.1x and 3.4x
  throughput 3.4 x | improves throughput by 2.1x and 3.4x
Quillnet achieves 2.1× and 3.4× speedup on short and long prompts.
  latency 2.1 x | 2.1× and 3.4× speedup
  latency 3.4 x | 2.1× and 3.4× speedup
Compared to Alder, Quillnet is 4.2x more parameter-efficient.
  parameters 4.2 x | 4.2x more parameter-efficient
Quillnet is 5x cheaper to train than Alder.
  training_cost 5 x | 5x cheaper to train
With a 4x smaller memory footprint, Quillnet beats Alder.
  memory 4 x | 4x smaller memory footprint
Quillnet compresses the cache by 16x.
  memory 16 x | compresses the cache by 16x
A compression ratio of 16x is reached for the model.
  model_size 16 x | compression ratio of 16x
Quillnet stores weights in 4 bits.
  model_size 4 bits | in 4 bits
The number of trainable parameters is reduced 10,000 times and GPU memory 3 times.
  parameters 10000 x | trainable parameters is reduced 10,000 times
  memory 3 x | GPU memory 3 times
Quillnet surpasses Alder by 1.9x in throughput.
  throughput 1.9 x | surpasses Alder by 1.9x in throughput
Quillnet's latency is 2.2x lower than Alder's.
  latency 2.2 x | latency is 2.2x lower
Quillnet's latency is lower than Alder's by 2.2x.
  latency 2.2 x | latency is lower than Alder's by 2.2x
The latency is reduced to only 12 ms.
  latency 12 ms | reduced to only 12 ms
It achieves comparable accuracy with half the parameters.
  parameters 0.5 x | half the parameters
It uses half as many FLOPs as Alder.
  compute 0.5 x | half as many FLOPs
Convergence is 2x faster and needs 30% fewer epochs.
  training_time 2 x | Convergence is 2x faster
  training_time 30 % | 30% fewer epochs
Search takes 0.2 GPU days instead of 4 GPU days.
  training_time 20 x | 0.2 GPU days instead of 4 GPU days
It removes 70% of the tokens without retraining.
  data 70 % | removes 70% of the tokens
Pruning 70% of the weights leaves accuracy intact.
  parameters 70 % | Pruning 70% of the weights
It drops FLOPs by 43.2% with no loss.
  compute 43.2 % | drops FLOPs by 43.2%
A 43.2% FLOPs reduction comes with no loss.
  compute 43.2 % | 43.2% FLOPs reduction
FLOPs are 43.2% of those of Alder.
  compute 43.2 % | FLOPs are 43.2% of those of Alder
Quillnet increases inference speed by 25%.
  latency 25 % | increases inference speed by 25%
Quillnet increases latency by 25%.
  latency 25 % worse | increases latency by 25%
This comes with a 25% increase in latency.
  latency 25 % worse | 25% increase in latency
This comes with a 25% decrease in throughput.
  throughput 25 % worse | 25% decrease in throughput
A gain of 25% in throughput is seen.
  throughput 25 % | gain of 25% in throughput
Quillnet speeds up decoding by 2.7x.
  latency 2.7 x | speeds up decoding by 2.7x
Decoding is sped up by 2.7x.
  latency 2.7 x | sped up by 2.7x
Quillnet delivers 2.7x the speed of Alder.
  latency 2.7 x | 2.7x the speed of Alder
Training Quillnet is 3x more expensive.
  training_cost 3 x worse | 3x more expensive
Quillnet costs 3x less to train.
  training_cost 3 x | costs 3x less to train
We shrink the key-value cache 8 times.
  memory 8 x | shrink the key-value cache 8 times
Quillnet reaches the same loss with 3x less compute.
  compute 3 x | 3x less compute
Quillnet reaches the same loss in 3x fewer steps.
  capacity 3 x | 3x fewer steps
The larger Quillnet exceeds Alder's speed by 15%.
  latency 15 % | exceeds Alder's speed by 15%
Our kernels are 2.3x-4.1x faster than Alder on long inputs.
  latency 2.3..4.1 x | 2.3x-4.1x faster
Our kernels reach speedups between 2.3x and 4.1x.
  latency 2.3..4.1 x | speedups between 2.3x and 4.1x
Quillnet achieves 98% of Alder's accuracy using 50% of its FLOPs.
  compute 50 % | using 50% of its FLOPs
Quillnet is trained with 4% of the compute budget of Alder.
  training_cost 4 % | trained with 4% of the compute budget
Batch processing is 5.5 times quicker, and memory decreases 3-fold.
  latency 5.5 x | 5.5 times quicker
  memory 3 x | memory decreases 3-fold
Relative to Alder, parameters, memory and latency shrink by 35%, 40% and 20%, respectively.
  parameters 35 % | parameters, memory and latency shrink by 35%, 40% and 20%, respectively
  latency 20 % | parameters, memory and latency shrink by 35%, 40% and 20%, respectively
Quillnet can be trained in 12 GPU hours, 40 times less than Alder.
  training_time 12 GPU-hours | trained in 12 GPU hours
  training_time 40 x | 40 times less than Alder
Quillnet's size is only 1.2 MB.
  model_size 1.2 MB | only 1.2 MB
Quillnet fits in 6 GB of GPU memory.
  memory 6 GB | 6 GB of GPU memory
Quillnet handles sequences of up to 1M tokens.
  capacity 1 M_tokens up_to | sequences of up to 1M tokens
It draws a mere 3.2 mJ per image.
  energy 3.2 mJ | 3.2 mJ per image
Quillnet needs 80% less training time, 4x less memory.
  training_time 80 % | 80% less training time
  memory 4 x | 4x less memory
Quillnet reduces peak memory by 2.9x during training while being only 8% slower.
  memory 2.9 x | reduces peak memory by 2.9x
  training_time 8 % worse | only 8% slower
Quillnet lowers the hardware cost 5x.
  cost 5 x | lowers the hardware cost 5x
As a result, the proposed scheme achieves as much as a 6.7x end-to-end speedup.
  latency 6.7 x up_to | as much as a 6.7x end-to-end speedup
Quillnet converges in 60 epochs, roughly one fifth of the epochs of Alder.
  training_time 0.2 x approx | roughly one fifth of the epochs
Quillnet attains a 10x improvement in energy efficiency.
  energy 10 x | 10x improvement in energy efficiency
Energy efficiency improves by 10x.
  energy 10 x | Energy efficiency improves by 10x
Energy efficiency is 10x that of Alder.
  energy 10 x | Energy efficiency is 10x that of Alder
Compared with Alder (31 ms), Quillnet is 2.6x faster.
  latency 2.6 x | 2.6x faster
Notably, 90% of the parameters can be removed.
  parameters 90 % | 90% of the parameters can be removed
Quillnet requires only 0.5% of additional parameters.
  parameters 0.5 % worse | only 0.5% of additional parameters
It tunes only 0.5% of the parameters.
  parameters 0.5 % | tunes only 0.5% of the parameters
On a phone, Quillnet-S is 40% faster than Alder and 25% faster than Birch.
  latency 40 % baseline=Alder subject=Quillnet-S | 40% faster than Alder
  latency 25 % baseline=Birch | 25% faster than Birch
We also observe a slowdown of 2x on CPUs.
  latency 2 x worse | slowdown of 2x
Quillnet reduces the time-to-first-token by 1.7x.
  latency 1.7 x | reduces the time-to-first-token by 1.7x
Quillnet brings FLOPs down by 3.1x.
  compute 3.1 x | brings FLOPs down by 3.1x
Quillnet is less memory-hungry by 30%.
  memory 30 % | less memory-hungry by 30%
It is 30x more sample-efficient than Alder.
  data 30 x | 30x more sample-efficient
Data efficiency grows 3x.
  data 3 x | Data efficiency grows 3x
Its 7.4x lower cost and 3.3x shorter runtime make it practical.
  cost 7.4 x | 7.4x lower cost
  latency 3.3 x | 3.3x shorter runtime
Quillnet uses 62% less energy (0.38x) than Alder.
  energy 62 % | 62% less energy
Memory consumption is 0.38x of Alder's.
  memory 0.38 x | 0.38x of Alder's
a third less latency and 20% larger batches are seen.
  latency 0.3333 x factor=1.5 | a third less latency
Quillnet cuts inference cost by two thirds.
  cost 0.6667 x factor=3 | cuts inference cost by two thirds
Quillnet cuts inference cost in half.
  cost 0.5 x factor=2 | cuts inference cost in half
Training time is halved.
  training_time 0.5 x factor=2 | Training time is halved
Quillnet reduces training time by half.
  training_time 0.5 x factor=2 | reduces training time by half
Quillnet improves the inference latency by 35%.
  latency 35 % factor=1.538 | improves the inference latency by 35%
Quillnet improves training speed by 35%.
  training_time 35 % factor=1.35 | improves training speed by 35%
Quillnet speeds up training by 35%.
  training_time 35 % factor=1.35 | speeds up training by 35%
Quillnet is 35% more energy efficient.
  energy 35 % factor=1.35 | 35% more energy efficient
Quillnet has a 35% smaller memory footprint.
  memory 35 % factor=1.538 | 35% smaller memory footprint
Quillnet achieves 35% additional compression over Alder.
  model_size 35 % factor=1.538 | 35% additional compression
Quillnet is only 2% slower than Alder.
  latency 2 % factor=0.9804 worse | only 2% slower
Quillnet increases the parameter count by merely 1.2%.
  parameters 1.2 % factor=0.9881 worse | increases the parameter count by merely 1.2%
Only 1.2% of extra parameters are needed.
  parameters 1.2 % factor=0.9881 worse | 1.2% of extra parameters
A 1.2% parameter increase suffices.
  parameters 1.2 % factor=0.9881 worse | 1.2% parameter increase
Quillnet reduces the memory to one fourth.
  memory 0.25 x factor=4 | reduces the memory to one fourth
Quillnet requires one fourth the memory of Alder.
  memory 0.25 x factor=4 | one fourth the memory
With a quarter of the parameters, Quillnet matches Alder.
  parameters 0.25 x factor=4 | a quarter of the parameters
Quillnet matches Alder with 4x fewer parameters and 2.5x less compute.
  parameters 4 x factor=4 | 4x fewer parameters
  compute 2.5 x factor=2.5 | 2.5x less compute
Our method achieves 1.3x, 1.9x and 2.2x speedup on Alder, Birch and Cedar, respectively.
  latency 1.9 x factor=1.9 setting=Birch | 1.3x, 1.9x and 2.2x speedup on Alder, Birch and Cedar
Quillnet reduces computation and memory by 58% and 71%, respectively.
  compute 58 % factor=2.381 | reduces computation and memory by 58% and 71%
  memory 71 % factor=3.448 | reduces computation and memory by 58% and 71%
The energy consumption is reduced by a factor of 7.1 and 2.4 on Alder and Birch.
  energy 7.1 x factor=7.1 | reduced by a factor of 7.1 and 2.4
Quillnet uses 7.1 times fewer FLOPS.
  compute 7.1 x factor=7.1 | 7.1 times fewer FLOPS
Quillnet trains up to 43 times faster.
  training_time 43 x factor=43 up_to | up to 43 times faster
Quillnet saves 43% training time.
  training_time 43 % factor=1.754 | saves 43% training time
Savings of 43% in memory are possible.
  memory 43 % factor=1.754 | Savings of 43% in memory
43% of the energy is saved.
  energy 43 % factor=1.754 | 43% of the energy is saved
Quillnet saves 43% of the energy.
  energy 43 % factor=1.754 | saves 43% of the energy
It consumes 43% of the energy of Alder.
  energy 43 % factor=2.326 | consumes 43% of the energy
Its cost is 43% that of Alder.
  cost 43 % factor=2.326 | cost is 43% that of Alder
Its cost is 43% lower than that of Alder.
  cost 43 % factor=1.754 | 43% lower
Its cost is just 43% of Alder's.
  cost 43 % factor=2.326 | just 43% of Alder's
Our Quillnet (4.5M parameters) is 6x smaller than Alder.
  model_size 6 x factor=6 | 6x smaller than Alder
Quillnet obtains similar quality while being 6x smaller and 2x faster at inference.
  model_size 6 x factor=6 | 6x smaller
  latency 2 x factor=2 | 2x faster at inference
Quillnet delivers up to 3.6x higher decoding throughput with 2x larger batch sizes.
  throughput 3.6 x factor=3.6 up_to | up to 3.6x higher decoding throughput
  capacity 2 x factor=2 | 2x larger batch sizes
It enables training with 4x longer sequences under the same memory.
  capacity 4 x factor=4 | 4x longer sequences
Prefill latency drops 2.6x, while decode throughput rises 1.4x.
  latency 2.6 x factor=2.6 | Prefill latency drops 2.6x
  throughput 1.4 x factor=1.4 | decode throughput rises 1.4x
The runtime per step falls by 22%.
  latency 22 % factor=1.282 | runtime per step falls by 22%
The model size shrinks from 420 MB to 28 MB.
  model_size 15 x factor=15 | from 420 MB to 28 MB
The wall time goes from 36 hours down to 9 hours.
  latency 4 x factor=4 | from 36 hours down to 9 hours
It takes 9 hours versus 36 hours for Alder to train.
  training_time 4 x factor=4 | 9 hours versus 36 hours
It needs 28 MB rather than 420 MB of memory.
  memory 15 x factor=15 | 28 MB rather than 420 MB
Quillnet uses 2.1 GFLOPs compared to 8.4 GFLOPs of Alder.
  compute 4 x factor=4 | 2.1 GFLOPs compared to 8.4 GFLOPs
Quillnet reduces the cost from quadratic in length by 16x.
  cost 16 x factor=16 | by 16x
Quillnet, which is 16x cheaper than Alder to serve, is released.
  cost 16 x factor=16 | 16x cheaper
Quillnet provides a 16-fold reduction in GPU hours.
  training_time 16 x factor=16 | 16-fold reduction in GPU hours
Quillnet achieves a 16 times reduction of parameters.
  parameters 16 x factor=16 | 16 times reduction of parameters
A sixteen-fold increase in throughput is measured.
  throughput 16 x factor=16 | sixteen-fold increase in throughput
We measure gains in throughput of up to 2.3x.
  throughput 2.3 x factor=2.3 up_to | gains in throughput of up to 2.3x
Throughput is improved by as much as 230%.
  throughput 230 % factor=3.3 up_to | improved by as much as 230%
Throughput is 230% higher.
  throughput 230 % factor=3.3 | 230% higher
Quillnet brings a 230% throughput boost.
  throughput 230 % factor=3.3 | 230% throughput boost
Without increasing latency, Quillnet cuts memory 3x.
  memory 3 x factor=3 | cuts memory 3x
Quillnet does not increase memory and is 3x faster.
  latency 3 x factor=3 | 3x faster
Unlike slower alternatives, Quillnet lowers the delay 3x.
  latency 3 x factor=3 | lowers the delay 3x
Quillnet trained on 1/5 of the data performs as well as Alder trained on all of it.
  data 0.2 x factor=5 | 1/5 of the data
With 5x less labeled data, Quillnet is as good as Alder.
  data 5 x factor=5 | 5x less labeled data
With only 10% of labels, Quillnet is as good as Alder.
  data 10 % factor=10 | only 10% of labels
Fine-tuning 0.1% of the parameters suffices.
  parameters 0.1 % factor=1000 | 0.1% of the parameters
Fine-tuning just 0.1% parameters suffices.
  parameters 0.1 % factor=1000 | just 0.1% parameters
At 70% sparsity, inference accelerates by 1.9x.
  latency 1.9 x factor=1.9 | inference accelerates by 1.9x
Quillnet offers a 1.9x better latency.
  latency 1.9 x factor=1.9 | 1.9x better latency
Quillnet offers 1.9x better memory efficiency.
  memory 1.9 x factor=1.9 | 1.9x better memory efficiency
Quillnet is better than Alder in throughput by a factor of 1.9.
  throughput 1.9 x factor=1.9 | better than Alder in throughput by a factor of 1.9
Memory requirements are 1.9x lower, and computation is 3.3x lower.
  memory 1.9 x factor=1.9 | 1.9x lower
  compute 3.3 x factor=3.3 | 3.3x lower
Quillnet achieves lower latency (1.9x) and memory (3.3x).
  latency 1.9 x factor=1.9 | lower latency (1.9x)
  memory 3.3 x factor=3.3 | memory (3.3x)
Quillnet is more efficient: 1.9x in time and 3.3x in memory.
  latency 1.9 x factor=1.9 | 1.9x in time
  memory 3.3 x factor=3.3 | 3.3x in memory
The 1.9x compression costs little.
  model_size 1.9 x factor=1.9 | 1.9x compression
Quillnet needs on average 4.4x fewer samples to learn.
  data 4.4 x factor=4.4 average | 4.4x fewer samples
Quillnet learns 4.4x faster.
  training_time 4.4 x factor=4.4 | learns 4.4x faster
Search cost is reduced by 100x (0.1 vs 10 GPU days).
  cost 100 x factor=100 | Search cost is reduced by 100x
An average of 40% fewer tokens are produced.
  data 40 % factor=1.667 average | An average of 40% fewer tokens
Inference is nearly 5x faster.
  latency 5 x factor=5 approx | nearly 5x faster
Inference is about two times faster.
  latency 2 x factor=2 approx | about two times faster
Quillnet is between 2 and 3 times faster.
  latency 2..3 x factor=2 | between 2 and 3 times faster
Quillnet is 2 to 3 times faster.
  latency 2..3 x factor=2 | 2 to 3 times faster
Quillnet is 2~3x faster.
  latency 2..3 x factor=2 | 2~3x faster
Quillnet reduces FLOPs by 20--30%.
  compute 20..30 % factor=1.25 | reduces FLOPs by 20--30%
It runs at 2.5x the FPS of Alder.
  throughput 2.5 x factor=2.5 | 2.5x the FPS
Quillnet achieves over 2.5 times speed-up in training compared with Alder.
  training_time 2.5 x factor=2.5 at_least | over 2.5 times speed-up in training
It outperforms Alder in terms of speed (2.5x) on GPUs.
  latency 2.5 x factor=2.5 | speed (2.5x)
The parameter count is 3.7x smaller.
  parameters 3.7 x factor=3.7 | parameter count is 3.7x smaller
Model parameters can be compressed by 3.7x.
  parameters 3.7 x factor=3.7 | compressed by 3.7x
Quillnet spends 85% less on communication.
  cost 85 % factor=6.667 | 85% less on communication
Cost was down 85%.
  cost 85 % factor=6.667 | Cost was down 85%
We obtain an 85% cost saving.
  cost 85 % factor=6.667 | 85% cost saving
85% fewer GPU-hours are spent.
  training_time 85 % factor=6.667 | 85% fewer GPU-hours
Quillnet exhibits a latency of 0.4x of Alder.
  latency 0.4 x factor=2.5 | latency of 0.4x of Alder
Alder is 3x slower than Quillnet.
  latency 3 x factor=0.3333 worse subject=Alder baseline=Quillnet | 3x slower
Alder needs 3x more memory than Quillnet.
  memory 3 x factor=0.3333 worse subject=Alder baseline=Quillnet | 3x more memory
Quillnet lowers the wall-clock time by 3x on GPUs.
  latency 3 x | lowers the wall-clock time by 3x
We see 3x speed gains in decoding.
  latency 3 x | 3x speed gains
Quillnet achieves the same accuracy as Alder at 1/4 the cost.
  cost 0.25 x factor=4 | at 1/4 the cost
It does so at 25% of the cost.
  cost 25 % factor=4 | at 25% of the cost
Quillnet runs with an 8x smaller KV cache.
  memory 8 x | 8x smaller KV cache
It works by cutting p99 latency from 120 ms to 40 ms.
  latency 3 x | cutting p99 latency from 120 ms to 40 ms
The scheme frees 40% of GPU memory.
  memory 40 % factor=1.667 | frees 40% of GPU memory
By skipping 60% of the computation, Quillnet keeps pace.
  compute 60 % factor=2.5 | skipping 60% of the computation
Quillnet is accurate while activating only 5% of its parameters.
  parameters 5 % factor=20 | activating only 5% of its parameters
Retaining only 10% of tokens suffices.
  data 10 % factor=10 | Retaining only 10% of tokens
Quillnet keeps just 10% of the cache.
  memory 10 % factor=10 | keeps just 10% of the cache
Quillnet learns with as little as 1% of labels.
  data 1 % factor=100 | as little as 1% of labels
The wrapper adds less than 2% runtime overhead.
  latency 2 % worse up_to | adds less than 2% runtime overhead
It slashes costs by over 90%.
  cost 90 % at_least factor=10 | slashes costs by over 90%
Training converges 2.3x faster.
  training_time 2.3 x | Training converges 2.3x faster
Quillnet is 5x to 20x faster.
  latency 5..20 x | 5x to 20x faster
We report speed-ups of two to three orders of magnitude (100x-1000x).
  latency 100..1000 x | (100x-1000x)
We measure a 37% drop in energy use.
  energy 37 % factor=1.587 | 37% drop in energy use
We obtain up to 4x improvement in end-to-end latency.
  latency 4 x up_to | up to 4x improvement in end-to-end latency
Quillnet supports contexts 4x longer than Alder.
  capacity 4 x | contexts 4x longer
It shortens the search from 10 days to 4 hours.
  training_time 60 x phase=compression | shortens the search from 10 days to 4 hours
Quillnet trains in under 24 hours on one GPU.
  training_time 24 h up_to | in under 24 hours
It runs in 5.3 ms per frame on a laptop.
  latency 5.3 ms | runs in 5.3 ms per frame
It runs in 5.3ms per frame on a laptop.
  latency 5.3 ms | 5.3ms per frame
Quillnet achieves 87 FPS on a small board.
  throughput 87 FPS | 87 FPS
  latency 87 FPS | 87 FPS
The accelerator consumes only 2.3 W.
  energy 2.3 W | only 2.3 W
Quillnet occupies just 350 KB of flash.
  model_size 350 KB | occupies just 350 KB of flash
  memory 350 KB | occupies just 350 KB of flash
Quillnet brings the 70B model down to 13 GB.
  model_size 13 GB | down to 13 GB
It reduces carbon emissions by 80%.
  energy 80 % factor=5 | reduces carbon emissions by 80%
It lowers the number of function evaluations by 10x.
  capacity 10 x | lowers the number of function evaluations by 10x
Quillnet requires 40% fewer iterations to converge.
  capacity 40 % | 40% fewer iterations
  training_time 40 % phase=training | 40% fewer iterations
Sampling takes 4 steps rather than 50 steps.
  capacity 12.5 x | 4 steps rather than 50 steps
This speeds inference 2x.
  latency 2 x | speeds inference 2x
Quillnet shortens training by 40%.
  training_time 40 % | shortens training by 40%
It saves up to 60% bandwidth.
  cost 60 % up_to | saves up to 60% bandwidth
It cuts annotation effort by 70%.
  data 70 % | cuts annotation effort by 70%
  cost 70 % | cuts annotation effort by 70%
The gate eliminates 95% of the API calls.
  cost 95 % factor=20 | eliminates 95% of the API calls
Quillnet yields a throughput that is 2.2x that of Alder.
  throughput 2.2 x | throughput that is 2.2x that of Alder
Throughput rises from 120 tokens/s to 360 tokens/s.
  throughput 3 x | from 120 tokens/s to 360 tokens/s
Quillnet reaches 2.2 times Alder's throughput.
  throughput 2.2 x | 2.2 times Alder's throughput
Quillnet takes 3 s, compared with 12 s for Alder.
  latency 4 x | takes 3 s, compared with 12 s
Compared to 12 s for Alder, Quillnet takes just 3 s.
  latency 4 x baseline=Alder | 12 s for Alder, Quillnet takes just 3 s
Memory use is cut to a quarter.
  memory 0.25 x factor=4 | cut to a quarter
Quillnet uses a quarter of the memory.
  memory 0.25 x factor=4 | a quarter of the memory
Quillnet wins with one tenth of the parameters.
  parameters 0.1 x factor=10 | one tenth of the parameters
Quillnet has one-fifth as many parameters.
  parameters 0.2 x factor=5 | one-fifth as many parameters
The parameter count drops by 92%.
  parameters 92 % | drops by 92%
Quillnet has more than two orders of magnitude fewer parameters.
  parameters 100 x at_least | more than two orders of magnitude fewer parameters
Quillnet outperforms Alder, which has 5x more parameters.
  parameters 5 x baseline=Alder | outperforms Alder, which has 5x more parameters
Quillnet matches a 10x larger model.
  parameters 10 x | matches a 10x larger model
  model_size 10 x | matches a 10x larger model
Quillnet rivals models 10x its size.
  model_size 10 x | rivals models 10x its size
Quillnet is on par with models up to 40x larger.
  parameters 40 x up_to | models up to 40x larger
Quillnet beats Alder despite being 8x smaller.
  model_size 8 x | despite being 8x smaller
Quillnet surpasses encoders trained on 100x more data.
  data 100 x | surpasses encoders trained on 100x more data
Quillnet does better than much bigger encoders with 12x more parameters.
  parameters 12 x | encoders with 12x more parameters
We report a 12-fold acceleration.
  latency 12 x | 12-fold acceleration
Quillnet accelerates the solver 12-fold.
  latency 12 x | accelerates the solver 12-fold
It reduces run time by two orders of magnitude.
  latency 100 x | reduces run time by two orders of magnitude
  latency 100 x approx | reduces run time by two orders of magnitude
Quillnet improves training efficiency by 30%.
  training_time 30 % phase=training | improves training efficiency by 30%
  training_cost 30 % phase=training | improves training efficiency by 30%
Quillnet improves inference efficiency by 2x.
  latency 2 x | improves inference efficiency by 2x
  compute 2 x | improves inference efficiency by 2x
Quillnet boosts decoding speed 2.1x.
  latency 2.1 x | boosts decoding speed 2.1x
It increases GPU utilization by 30%.
  throughput 30 % | increases GPU utilization by 30%
It requires 30% less wall-clock time.
  latency 30 % | 30% less wall-clock time
It increases the maximum batch size by 4x.
  capacity 4 x | increases the maximum batch size by 4x
It extends the context window from 4K tokens to 128K tokens.
  capacity 32 x | from 4K tokens to 128K tokens
Storage is reduced 24x.
  model_size 24 x | Storage is reduced 24x
Only 0.02% of weights are updated.
  parameters 0.02 % factor=5000 | Only 0.02% of weights are updated
It needs less than 3% of the training samples.
  data 3 % up_to factor=33.33 | less than 3% of the training samples
It achieves 95% of full performance with 5% of the data.
  data 5 % factor=20 | with 5% of the data
It uses only 16 labeled examples per class.
  data 16 samples | only 16 labeled examples per class
It lowers power draw by 2.6x to 18 mW.
  energy 2.6 x | lowers power draw by 2.6x
  energy 18 mW | to 18 mW
It yields 3.4x better performance per watt.
  energy 3.4 x | 3.4x better performance per watt
It reduces communication volume by 90% and communication rounds by 3x.
  cost 90 % | reduces communication volume by 90%
  cost 3 x | communication rounds by 3x
Tokens consumed fall by 45%.
  data 45 % | Tokens consumed fall by 45%
  cost 45 % | Tokens consumed fall by 45%
A full run costs less than $10.
  cost 10 $ up_to | costs less than $10
  cost 10 USD up_to | costs less than $10
It costs about 3% of Alder.
  cost 3 % approx factor=33.33 | costs about 3% of Alder
It speeds up end-to-end training by 1.45x and reduces peak memory by 30%.
  training_time 1.45 x | speeds up end-to-end training by 1.45x
  memory 30 % | reduces peak memory by 30%
Quillnet is up to 2.1x (1.5x on average) faster.
  latency 2.1 x up_to | up to 2.1x
  latency 1.5 x average | 1.5x on average
Training is 1.8 times as fast as Alder's.
  training_time 1.8 x | 1.8 times as fast
It answers at 2.5x the rate of Alder.
  throughput 2.5 x | 2.5x the rate of Alder
It requires three times less memory.
  memory 3 x | three times less memory
The variant is smaller (-40% FLOPs).
  compute 40 % factor=1.667 | -40% FLOPs
Inference takes 0.8 s vs. 4.8 s.
  latency 6 x | 0.8 s vs. 4.8 s
Quillnet trains 40% faster with 25% less memory.
  training_time 40 % | trains 40% faster
  memory 25 % | 25% less memory
It reduces by 60% the number of parameters.
  parameters 60 % | reduces by 60% the number of parameters
It reduces by a factor of 10 the memory footprint.
  memory 10 x | reduces by a factor of 10 the memory footprint
We see a reduction in latency of 35%.
  latency 35 % factor=1.538 | reduction in latency of 35%
Latency reductions of 20-35% are common.
  latency 20..35 % factor=1.25 | Latency reductions of 20-35%
Quillnet is computationally 3x cheaper.
  compute 3 x | computationally 3x cheaper
It comes with an overhead of only 1.2%.
  cost 1.2 % worse | overhead of only 1.2%
It incurs a 2x slowdown.
  latency 2 x worse | incurs a 2x slowdown
It does so despite a 15% longer training time.
  training_time 15 % worse | 15% longer training time
Quillnet requires 1.5 times more GPU memory.
  memory 1.5 x worse | 1.5 times more GPU memory
Quillnet achieves up to 3x higher throughput and 40% lower latency than Alder.
  throughput 3 x up_to | up to 3x higher throughput
  latency 40 % up_to | 40% lower latency
It halves both training time and memory.
  training_time 0.5 x factor=2 | halves both training time and memory
  memory 0.5 x factor=2 | halves both training time and memory
Quillnet speeds up Alder by 2.4x and Birch by 3.1x.
  latency 2.4 x baseline=Alder | speeds up Alder by 2.4x
  latency 3.1 x baseline=Birch | Birch by 3.1x
A speedup by a factor of two is seen.
  latency 2 x | speedup by a factor of two
Quillnet is hundreds of times faster than Alder.
  latency 100 x at_least | hundreds of times faster
Quillnet answers questions 30 percent faster.
  latency 30 % | 30 percent faster
It reduces inference FLOPs by 1.9$\times$ and memory by $2.2\times$.
  compute 1.9 x | reduces inference FLOPs by 1.9$\times$
  memory 2.2 x | memory by $2.2\times$
The number of visual tokens shrinks to 11% of the original.
  data 11 % factor=9.091 | shrinks to 11% of the original
  capacity 11 % factor=9.091 | shrinks to 11% of the original
Quillnet prunes 88.9% of the visual tokens.
  data 88.9 % | prunes 88.9% of the visual tokens
  capacity 88.9 % | prunes 88.9% of the visual tokens
It uses 10 times fewer labels and 3 times fewer epochs.
  data 10 x | 10 times fewer labels
  training_time 3 x | 3 times fewer epochs
Quillnet needs only 1.2 bits per weight.
  model_size 1.2 bits | 1.2 bits per weight
It cuts the time to first token by 63%.
  latency 63 % | cuts the time to first token by 63%
Execution is 4.1x faster and development is 3x cheaper.
  latency 4.1 x | 4.1x faster
  cost 3 x | 3x cheaper
Quillnet is trained using 8 times fewer GPU hours.
  training_time 8 x | 8 times fewer GPU hours
  training_cost 8 x phase=training | 8 times fewer GPU hours
Quillnet improves on Alder by 3x in speed.
  latency 3 x | improves on Alder by 3x in speed
Quillnet yields better speed than Alder (3x).
  latency 3 x | better speed than Alder (3x)
Only 7 minutes of speech are needed.
  data 7 min | Only 7 minutes of speech
Simulations finish in 2 minutes instead of 5 hours.
  latency 150 x | 2 minutes instead of 5 hours
Quillnet accelerates sampling by 5.9 times without retraining.
  latency 5.9 x | accelerates sampling by 5.9 times
Quillnet doubles the speed of Alder.
  latency 2 x | doubles the speed
Quillnet lessens memory traffic by 4x.
  memory 4 x | lessens memory traffic by 4x
  cost 4 x | lessens memory traffic by 4x
The proposed kernel attains a 2.2x geometric-mean speedup.
  latency 2.2 x average | 2.2x geometric-mean speedup
Our design obtains a median speedup of 2.2x.
  latency 2.2 x average | median speedup of 2.2x
Compared to Alder, the time per epoch is lower by 22%.
  training_time 22 % | time per epoch is lower by 22%
It reaches the target loss 1.6x sooner.
  training_time 1.6 x phase=training | reaches the target loss 1.6x sooner
It matches the loss of Alder with 35% of the steps.
  training_time 35 % phase=training factor=2.857 | with 35% of the steps
  capacity 35 % factor=2.857 | with 35% of the steps
Quillnet outperforms 10x larger encoders.
  parameters 10 x | outperforms 10x larger encoders
It surpasses 70B models that are nearly 10 times larger.
  parameters 10 x approx | 70B models that are nearly 10 times larger
Its quality is comparable to that of models 10 times larger.
  parameters 10 x | models 10 times larger
It performs better than Alder (5x larger).
  model_size 5 x baseline=Alder | better than Alder (5x larger)
Quillnet challenges encoders that use 6x more parameters.
  parameters 6 x | encoders that use 6x more parameters
Quillnet competes with Alder, an encoder 6x larger.
  parameters 6 x | an encoder 6x larger
Quillnet matches encoders with 8x as many parameters.
  parameters 8 x | encoders with 8x as many parameters
Quillnet matches encoders with 8 times the parameters.
  parameters 8 x | encoders with 8 times the parameters
Quillnet matches encoders trained with 50x the data.
  data 50 x | encoders trained with 50x the data
Quillnet is on par with encoders that were trained on 12x more tokens.
  data 12 x | trained on 12x more tokens
It introduces only 0.4% of the weights as new ones.
  parameters 0.4 % factor=250 | only 0.4% of the weights
It adds a mere 2% to the parameter count.
  parameters 2 % worse | adds a mere 2% to the parameter count
The increase in parameters is only 2%.
  parameters 2 % worse | increase in parameters is only 2%
It costs 2% extra latency.
  latency 2 % worse | 2% extra latency
It does so with about 1.5x the runtime of Alder.
  latency 1.5 x worse approx | about 1.5x the runtime of Alder
Its runtime is 1.5x that of Alder.
  latency 1.5 x worse | runtime is 1.5x that of Alder
Quillnet sustains 4x the request rate.
  throughput 4 x | 4x the request rate
Quillnet serves 4x more requests.
  throughput 4 x | serves 4x more requests
  capacity 4 x | serves 4x more requests
A single GPU serves 3x as many users.
  capacity 3 x | 3x as many users
It reaches 4 times higher frame rates.
  throughput 4 x | 4 times higher frame rates
Query latency falls from 1.2 s to 300 ms.
  latency 4 x | from 1.2 s to 300 ms
It reduces the number of steps from 1000 steps to 20 steps.
  capacity 50 x | from 1000 steps to 20 steps
The model is 3.5 GB, down from 14 GB.
  model_size 4 x | 3.5 GB, down from 14 GB
It needs 3.5 GB (vs. 14 GB for Alder).
  memory 4 x | 3.5 GB (vs. 14 GB for Alder)
Alder requires 14 GB while Quillnet requires only 3.5 GB of memory.
  memory 4 x baseline=Alder | Alder requires 14 GB while Quillnet requires only 3.5 GB
Where Alder takes 2 hours, Quillnet takes 12 minutes.
  latency 10 x baseline=Alder | Alder takes 2 hours, Quillnet takes 12 minutes
It needs 12 minutes, not 2 hours, to train.
  training_time 10 x | 12 minutes, not 2 hours
The training time was reduced from 10 days to 2 days.
  training_time 5 x | from 10 days to 2 days
Quillnet attains 3.1x and 2.4x end-to-end speedups for training and inference, respectively.
  training_time 3.1 x phase=training | 3.1x and 2.4x end-to-end speedups for training and inference
  latency 2.4 x phase=inference | 3.1x and 2.4x end-to-end speedups for training and inference
Computation and memory are reduced by 41% and 55%.
  compute 41 % | Computation and memory are reduced by 41% and 55%
  memory 55 % | Computation and memory are reduced by 41% and 55%
It reduces FLOPs/parameters by 41%/55%.
  compute 41 % | reduces FLOPs/parameters by 41%/55%
  parameters 55 % | reduces FLOPs/parameters by 41%/55%
It saves more than half of the FLOPs.
  compute 0.5 x at_least factor=2 | saves more than half of the FLOPs
Nearly half of the tokens can be dropped.
  data 0.5 x approx factor=2 | Nearly half of the tokens can be dropped
Two thirds of the heads are pruned.
  parameters 0.6667 x factor=3 | Two thirds of the heads are pruned
It is over an order of magnitude cheaper to train.
  training_cost 10 x at_least | over an order of magnitude cheaper to train
It takes an order of magnitude less time.
  latency 10 x | an order of magnitude less time
Its runtime is one to two orders of magnitude lower.
  latency 10..100 x | one to two orders of magnitude lower
It offers a better trade-off, at 2x lower cost.
  cost 2 x | 2x lower cost
Quillnet gives the same answers in a fifth of the time.
  latency 0.2 x factor=5 | in a fifth of the time
It produces maps in 40% of the time of Alder.
  latency 40 % factor=2.5 | in 40% of the time
It takes only 40% of Alder's training time.
  training_time 40 % factor=2.5 | only 40% of Alder's training time
With a budget of 10% of Alder's, it wins.
  cost 10 % factor=10 | a budget of 10% of Alder's
The energy per inference is 12x smaller.
  energy 12 x | energy per inference is 12x smaller
It boosts energy efficiency by 12x.
  energy 12 x | boosts energy efficiency by 12x
It extends battery life by 30%.
  energy 30 % | extends battery life by 30%
Hardware area is reduced by 45% and power by 38%.
  cost 45 % | area is reduced by 45%
  energy 38 % | power by 38%
It improves hardware utilization from 30% to 60%.
  throughput 2 x | from 30% to 60%
Bandwidth use drops by 8x.
  cost 8 x | Bandwidth use drops by 8x
It delivers 8x higher bandwidth.
  throughput 8 x | 8x higher bandwidth
It compresses images at 0.12 bits per pixel.
  model_size 0.12 bits | 0.12 bits per pixel
It gives bit-rate savings of 14.3% over Alder.
  model_size 14.3 % | bit-rate savings of 14.3%
A compression ratio of 40:1 is reached.
  model_size 40 x | compression ratio of 40:1
The index is 40 times more compact.
  model_size 40 x | 40 times more compact
It runs 2.4x more quickly.
  latency 2.4 x | 2.4x more quickly
It lets a laptop run the model 2.4 times quicker.
  latency 2.4 x | 2.4 times quicker
Learning is 2.4x more sample-efficient.
  data 2.4 x | 2.4x more sample-efficient
It needs 2.4x fewer environment interactions.
  data 2.4 x | 2.4x fewer environment interactions
It needs 2.4x fewer measurements.
  data 2.4 x | 2.4x fewer measurements
It succeeds with 80% fewer oracle queries.
  data 80 % | 80% fewer oracle queries
  cost 80 % | 80% fewer oracle queries
It reduces the need for labels by 80%.
  data 80 % | reduces the need for labels by 80%
No more than 5% of the labels are used.
  data 5 % up_to factor=20 | No more than 5% of the labels
It needs as few as 10 examples.
  data 10 samples | as few as 10 examples
  data 10 samples at_least | as few as 10 examples
The acceleration factor is 7.
  latency 7 x | acceleration factor is 7
We find a speedup factor of 22.
  latency 22 x | speedup factor of 22
Speed increases by a factor of 22.
  latency 22 x | Speed increases by a factor of 22
It improves the speed/accuracy trade-off with a 22% speed gain.
  latency 22 % | 22% speed gain
Throughput is up 22%.
  throughput 22 % | Throughput is up 22%
Latency is down 22%.
  latency 22 % | Latency is down 22%
Quillnet cuts tail latency nearly in half.
  latency 0.5 x approx factor=2 | cuts tail latency nearly in half
Memory is more than halved.
  memory 0.5 x at_least factor=2 | Memory is more than halved
The cost is reduced to one third.
  cost 0.3333 x factor=3 | reduced to one third
The cost is reduced by one third.
  cost 0.3333 x factor=1.5 | reduced by one third
It trains with 4x less GPU memory, making 24 GB cards sufficient.
  memory 4 x | 4x less GPU memory
  memory 24 GB | 24 GB cards sufficient
Peak memory stays below 8 GB.
  memory 8 GB up_to | stays below 8 GB
It runs at over 1,000 frames per second.
  throughput 1000 FPS at_least | over 1,000 frames per second
It handles 2,500 queries per second per core.
  throughput 2500 queries/s | 2,500 queries per second
It finishes within 30 seconds.
  latency 30 s up_to | within 30 seconds
It computes a plan in under 30 ms on average.
  latency 30 ms up_to | in under 30 ms
  latency 30 ms average | in under 30 ms
It is trained for only 2,000 steps.
  training_time 2000 steps phase=training | only 2,000 steps
  capacity 2000 steps | only 2,000 steps
Fine-tuning takes 15 minutes on one GPU.
  training_time 15 min phase=training | takes 15 minutes
Quillnet stays about 5% behind Alder in decoding speed.
  latency 5 % worse approx baseline=Alder | about 5% behind
FLOPs per token go up by 14%.
  compute 14 % worse | FLOPs per token go up by 14%
Latency went down by 30% in production.
  latency 30 % | Latency went down by 30%
The change log enlarges the index by 18%.
  model_size 18 % worse | enlarges the index by 18%
Alder is 1.6, 4.3 and 13 times slower on small, medium and large graphs.
  latency 1.6 x worse subject=Alder | 1.6, 4.3 and 13 times slower
  latency 13 x worse subject=Alder | 1.6, 4.3 and 13 times slower
Its throughput is 1.3 times higher.
  throughput 1.3 x | throughput is 1.3 times higher
Skipping saves another 30% of the multiply-accumulate operations.
  compute 30 % factor=1.429 | saves another 30% of the multiply-accumulate operations
Both variants spare around 30% of the MACs.
  compute 30 % approx factor=1.429 | spare around 30% of the MACs
Quillnet loses up to 25% of the disk throughput.
  throughput 25 % worse up_to factor=0.75 | loses up to 25% of the disk throughput
The log is linear in the cache size and adds less than 2% to the decoding latency.
  latency 2 % worse up_to | adds less than 2% to the decoding latency
The throughput is at worst 7% lower.
  throughput 7 % worse up_to | throughput is at worst 7% lower
Quillnet answers with a deadline of 20 ms.
  latency 20 ms up_to | a deadline of 20 ms
The largest run exhausts 32 GB of memory.
  memory 32 GB worse at_least | exhausts 32 GB
Quillnet handles clips 6 times as long or more.
  capacity 6 x at_least | 6 times as long or more
The mean accepted length grows from 3.8 to 4.6 tokens.
  capacity 1.211 x average | grows from 3.8 to 4.6 tokens
Training takes 0.6 to 0.9 billion simulation steps.
  data 0.6..0.9 billion_steps | 0.6 to 0.9 billion simulation steps
Pruning criteria apart, Quillnet reaches 4x compression.
  model_size 4 x | 4x compression
Peak GPU memory falls by up to 71%.
  memory 71 % up_to | Peak GPU memory falls by up to 71%
The file size shrinks 31-fold.
  model_size 31 x | file size shrinks 31-fold
The kernels compile in 40 seconds rather than 9 minutes.
  latency 13.5 x | 40 seconds rather than 9 minutes
Reducing one night of observations takes Quillnet 14 minutes, a job that kept Alder busy for 7 hours.
  latency 30 x not=energy | takes Quillnet 14 minutes, a job that kept Alder busy for 7 hours
Star catalogues are matched at 2.4 million rows a second.
  throughput 2400000 rows/s not=energy | at 2.4 million rows a second
A single-point energy takes 40 ms with Quillnet and 26 s with Alder.
  latency 650 x not=energy,memory | 40 ms with Quillnet and 26 s with Alder
Solvent use falls by four fifths.
  cost 0.8 x factor=5 not=latency | Solvent use falls by four fifths
With Quillnet, a radiologist reads a scan in 3.5 minutes rather than 9.
  latency 2.571 x not=memory | reads a scan in 3.5 minutes rather than 9
Contouring takes a clinician 22 minutes.
  cost 22 min worse not=memory | takes a clinician 22 minutes
Outlining a lesion took trained staff 40% less time.
  cost 40 % factor=1.667 not=energy | took trained staff 40% less time
Quillnet replans at 250 Hz, Alder at 20.
  throughput 12.5 x not=parameters | replans at 250 Hz, Alder at 20
Per control step Quillnet spends 1.2 ms, and Alder 9.6.
  latency 8 x not=data | spends 1.2 ms, and Alder 9.6
Battery life stretches from 3 to 5 hours.
  energy 1.667 x not=memory | Battery life stretches from 3 to 5 hours
Index builds finish in 6 s, down from 41 s.
  latency 6.833 x not=energy | finish in 6 s, down from 41 s
The tail latency drops from 18 ms (Alder) to 4 ms.
  latency 4.5 x not=energy | drops from 18 ms (Alder) to 4 ms
Quillnet serves 3.2k requests/s on a laptop.
  throughput 3200 requests/s not=parameters | serves 3.2k requests/s
The index takes 11 bytes a key, Alder's 19.
  memory 1.727 x not=latency | takes 11 bytes a key, Alder's 19
Clients upload 40 kB a round where Alder sends 1.2 MB.
  cost 30 x not=energy,latency | upload 40 kB a round where Alder sends 1.2 MB
Only one in eight messages has to be sent.
  cost 0.125 x factor=8 not=latency | Only one in eight messages has to be sent
Its real-time factor is 0.08 on one core.
  latency 0.08 - not=energy | real-time factor is 0.08
Speech is decoded at 12 times real time.
  latency 12 x not=energy | decoded at 12 times real time
At 0.7 kbps it sounds like Alder at 3.2 kbps.
  model_size 4.571 x not=energy | At 0.7 kbps it sounds like Alder at 3.2 kbps
A minute of audio is transcribed in under two seconds.
  latency 2 s up_to not=energy | transcribed in under two seconds
A frame is rendered in 7 ms; Alder wants 45.
  latency 6.429 x not=energy | rendered in 7 ms; Alder wants 45
Scenes take 48 MB each, a seventh of Alder's.
  memory 0.1429 x factor=7 not=latency | 48 MB each, a seventh of Alder's
  memory 48 MB not=latency | Scenes take 48 MB
Quillnet renders at 90 frames per second, twice the rate of Alder.
  throughput 2 x not=energy | twice the rate of Alder
  throughput 90 FPS not=energy | renders at 90 frames per second
A simulated year takes 9 minutes on one GPU, as opposed to 3 hours on 512 cores.
  latency 20 x not=memory | 9 minutes on one GPU, as opposed to 3 hours
Quillnet simulates 12 years a day, Alder 3.
  throughput 4 x not=energy | simulates 12 years a day, Alder 3
Emissions of a forecast fall from 2.4 kg CO2 to 0.3 kg CO2.
  energy 8 x not=latency | fall from 2.4 kg CO2 to 0.3 kg CO2
Its environmental impact is 40% smaller.
  energy 40 % not=latency | environmental impact is 40% smaller
Each member of the ensemble costs a mere 1/50 of a full run.
  cost 0.02 x factor=50 not=memory | costs a mere 1/50 of a full run
The circuit needs 14 gates instead of 38.
  capacity 2.714 x not=energy | needs 14 gates instead of 38
Circuit depth goes down from 210 to 60.
  capacity 3.5 x not=energy | Circuit depth goes down from 210 to 60
Shots drop tenfold.
  data 10 x not=energy | Shots drop tenfold
It proves the lemmas with 4 times fewer solver calls.
  cost 4 x not=energy | 4 times fewer solver calls
The search visits a mere 0.3% of the nodes that Alder visits.
  capacity 0.3 % factor=333.3 not=energy | visits a mere 0.3% of the nodes
A proof is found in $O(n \log k)$ steps.
  complexity - O(n_log_k) kind=asymptotic | found in $O(n \log k)$ steps
Quillnet runs in $\tilde{O}(n^{1.5})$ time.
  complexity - O(n^{1.5}) kind=asymptotic | runs in $\tilde{O}(n^{1.5})$ time
Any algorithm takes $\Omega(n k)$ time, and Quillnet takes no more.
  complexity - \Omega(n_k) kind=asymptotic | takes $\Omega(n k)$ time
Memory grows with the logarithm of the length of a stream.
  complexity - O(log_n) kind=asymptotic | grows with the logarithm
Graders spend a third of the time on an essay.
  cost 0.3333 x factor=3 not=memory | Graders spend a third of the time
Human corrections per page fall from 14 to 5.
  cost 2.8 x not=memory | corrections per page fall from 14 to 5
Only one token in five is kept.
  data 0.2 x factor=5 not=energy | Only one token in five is kept
The cache is a quarter the size.
  memory 0.25 x factor=4 not=latency | cache is a quarter the size
It trains in 11 hours what takes Alder 4 days.
  training_time 8.727 x not=energy | trains in 11 hours what takes Alder 4 days
Fine-tuning touches 1 in 400 weights.
  parameters 0.0025 x factor=400 not=energy | touches 1 in 400 weights
Prefill is 1.4x as long, decoding 3x as fast.
  latency 3 x not=energy | decoding 3x as fast
  latency 1.4 x worse not=energy | Prefill is 1.4x as long
Some 85% of the multiplications are never carried out.
  compute 85 % approx factor=6.667 not=energy | Some 85% of the multiplications are never carried out
Two thirds of the tokens need not be decoded.
  data 0.6667 x factor=3 not=energy | Two thirds of the tokens need not be decoded
Between a fifth and a quarter of the memory of Alder suffices.
  memory 0.2..0.25 x factor=5 not=latency | Between a fifth and a quarter of the memory of Alder suffices
The ride takes 31 min (Alder) and 45 min (Birch), and training from a third to a half of the steps of Alder.
  capacity 0.5 x factor=2 baseline=Alder not=energy | from a third to a half of the steps of Alder
The encoder needs 30 to 45% fewer FLOPs.
  compute 30..45 % not=energy | 30 to 45% fewer FLOPs
A query costs 0.4 cents, down from 3 cents.
  cost 7.5 x not=memory | costs 0.4 cents, down from 3 cents
Latency stays below 5 ms for 10,000 users.
  latency 5 ms up_to not=energy | stays below 5 ms
At equal accuracy it is ${\approx}2.5{\times}$ cheaper to train.
  training_cost 2.5 x approx not=energy | ${\approx}2.5{\times}$ cheaper to train
This is 10^3-10^4 times faster than Alder.
  latency 1000..10000 x not=energy | 10^3-10^4 times faster
Quillnet fits on a 16 GB card, memory included.
  memory 16 GB up_to not=latency | fits on a 16 GB card
Merging cuts 150,000 vocabulary entries to 40,000.
  model_size 3.75 x not=energy | cuts 150,000 vocabulary entries to 40,000
Speed-ups by about a factor of three are usual.
  latency 3 x approx not=energy | Speed-ups by about a factor of three
Quillnet attains the lowest overhead of all.
  cost - - kind=qualitative | attains the lowest overhead
An 8B Quillnet does as well as the 70B Alder.
  parameters 8.75 x not=energy | An 8B Quillnet does as well as the 70B Alder
Peak memory is 3 GB lower.
  memory 3 GB not=latency | memory is 3 GB lower
Throughput rises by 120 tokens per second.
  throughput 120 tokens/s not=energy | rises by 120 tokens per second
Solving is four to six times quicker.
  latency 4..6 x not=energy | four to six times quicker
The costs of training are down by more than 2/3.
  training_cost 0.6667 x at_least factor=3 not=energy | down by more than 2/3
To get there, Alder needs 5x the labels.
  data 5 x baseline=Alder not=energy | Alder needs 5x the labels
Compared with Alder's 90 W, Quillnet draws 12 W of power.
  energy 7.5 x not=latency | Alder's 90 W, Quillnet draws 12 W
The old pipeline ran for 6 days; ours is through in 9 hours.
  latency 16 x not=energy | ran for 6 days; ours is through in 9 hours
An inference takes 0.6 mJ (Alder: 4.2 mJ).
  energy 7 x not=memory | takes 0.6 mJ (Alder: 4.2 mJ)
The delay is 12 ms vs 30.
  latency 2.5 x not=energy | delay is 12 ms vs 30
Quillnet cuts the bill from \$900 to \$75 a month.
  cost 12 x not=memory | cuts the bill from \$900 to \$75
The kernel reaches 71% of the peak bandwidth.
  throughput 71 %_of_peak kind=absolute not=energy | reaches 71% of the peak bandwidth
Alder takes 50 epochs. Quillnet takes 8 epochs.
  capacity 6.25 x baseline=Alder not=energy | Alder takes 50 epochs. Quillnet takes 8 epochs
Twelve times less silicon area is used.
  cost 12 x not=latency | Twelve times less silicon area
Pruned at a 40% pruning ratio, Quillnet outperforms Alder.
  parameters 40 % factor=1.667 not=energy | at a 40% pruning ratio
Compression is 20% worse than that of Alder.
  model_size 20 % worse factor=0.8 not=energy | Compression is 20% worse
A sketch takes only a few kilobytes.
  model_size - - kind=qualitative | only a few kilobytes
The ride takes 31 min (Alder) and 45 min (Birch), and Quillnet needs between a third and a half of the steps of Alder.
  capacity 0.3333..0.5 x factor=3 baseline=Alder not=energy | between a third and a half of the steps of Alder
Mapping layers keep accuracy with ${99.5\%}$, i.e., about 200x, fewer trainable parameters.
  parameters 99.5 % factor=200 not=energy | ${99.5\%}$, i.e., about 200x, fewer trainable parameters
Some 91% of the histograms are never built.
  compute 91 % approx factor=11.11 not=energy | Some 91% of the histograms are never built
Memory grows with the square of the resolution.
  complexity - quadratic kind=asymptotic | grows with the square of the resolution
Half of the frames are dropped, so that a clip is decoded in half the time.
  latency 0.5 x factor=2 not=energy | decoded in half the time
Quillnet assembles a genome in 40 minutes; Alder is still busy after 6 hours.
  latency 9 x at_least not=energy | 40 minutes; Alder is still busy after 6 hours
A survey of 2,000 km$^2$ is mapped on 1.1 kWh of energy.
  energy 1.1 kWh not=memory | mapped on 1.1 kWh
The solver needs 7 Newton iterations, Alder 31.
  capacity 4.429 x not=energy | needs 7 Newton iterations, Alder 31
Its memory footprint is 2.3 GB, that of Alder 9.7 GB.
  memory 4.217 x not=latency | 2.3 GB, that of Alder 9.7 GB
Per sample, Quillnet is 1.9x, 2.4x and 3.1x faster than Alder on one, two and four cores.
  latency 2.4 x not=energy | 1.9x, 2.4x and 3.1x faster
One epoch lasts 50 s instead of four minutes.
  training_time 4.8 x not=energy | 50 s instead of four minutes
The look-up table shrinks to a twentieth.
  model_size 0.05 x factor=20 not=energy | table shrinks to a twentieth
Only 12 of the 96 layers are run.
  compute 0.125 x factor=8 phase=inference not=energy | Only 12 of the 96 layers are run
Quillnet spends 38% less on labelling than Alder.
  cost 38 % not=energy | spends 38% less on labelling
Latency improves from 80 to 32 ms.
  latency 2.5 x not=energy | improves from 80 to 32 ms
With Quillnet, throughput climbs to 1,900 images per second from 760.
  throughput 2.5 x not=energy | climbs to 1,900 images per second from 760
Quillnet is as fast as Alder with a fifth of its energy.
  energy 0.2 x factor=5 not=memory | a fifth of its energy
Simulations that took a week are done overnight, in 9 hours.
  latency 9 h not=energy | done overnight, in 9 hours
Training is 2 days shorter.
  training_time 2 days not=energy | Training is 2 days shorter
Tuning needs 64 times fewer GPU hours than Alder.
  training_time 64 x not=energy | 64 times fewer GPU hours
This brings the cost per molecule below one cent.
  cost 1 cents up_to not=energy | cost per molecule below one cent
It answers within 0.2 s at the 99th percentile.
  latency 0.2 s up_to not=energy | within 0.2 s
Compared to dense training, 3.4-fold savings in energy are seen.
  energy 3.4 x not=memory | 3.4-fold savings in energy
The number of parameters is 12M, which is 7 times below that of Alder.
  parameters 7 x not=energy | 7 times below that of Alder
Queries are 5 to 8 times cheaper, depending on the index.
  cost 5..8 x not=memory | 5 to 8 times cheaper
Data transfer goes from 9 GB to 700 MB per day.
  cost 12.86 x not=latency | goes from 9 GB to 700 MB
Power draw falls by 4 W.
  energy 4 W not=memory | Power draw falls by 4 W
It is 25% slower but uses 3x less memory.
  latency 25 % worse not=energy | 25% slower
  memory 3 x not=energy | 3x less memory
Alder is 3.5 times as expensive to run.
  cost 3.5 x baseline=Alder not=memory | Alder is 3.5 times as expensive to run
A reader scans 90 slides an hour.
  throughput 90 slides/hour not=parameters | scans 90 slides an hour
Training fits into 96 H100 hours.
  training_time 96 GPU-hours not=memory | 96 H100 hours
It runs in $O(\varepsilon^{-2} d)$ time.
  complexity - O(epsilon^{-2}_d) kind=asymptotic | runs in $O(\varepsilon^{-2} d)$ time
It takes O(n) memory instead of the standard O(n^2).
  complexity - O(n) kind=asymptotic | takes O(n) memory
Inference wants zero gradient steps.
  capacity 0 steps not=energy | zero gradient steps
Compared to Alder it needs 4 ms rather than 10 ms.
  latency 2.5 x not=energy | needs 4 ms rather than 10 ms
It is compared with Alder and needs 4 ms instead of 10 ms.
  latency 2.5 x not=energy | needs 4 ms instead of 10 ms
Unlike Alder it uses 4 GB of memory instead of 10 GB.
  memory 2.5 x not=energy | uses 4 GB of memory instead of 10 GB
Instead of the 10 ms of Alder, it takes 4 ms.
  latency 2.5 x not=energy | Instead of the 10 ms of Alder, it takes 4 ms
Unlike Alder that takes 10 ms, it takes 4 ms.
  latency 2.5 x not=energy | Unlike Alder that takes 10 ms, it takes 4 ms
On battery-powered devices Quillnet uses 35 MB.
  memory 35 MB not=energy | uses 35 MB
On battery-powered devices Quillnet takes 5 ms.
  latency 5 ms not=energy | takes 5 ms
The battery of a sensor lasts 9 days.
  energy 9 days not=memory | lasts 9 days
Training takes 16 A100-days.
  training_time 16 GPU-days not=memory | takes 16 A100-days
Training takes 16 TPU hours.
  training_time 16 GPU-hours not=memory | takes 16 TPU hours
Quillnet cuts memory usage by 2x.
  memory 2 x not=cost | cuts memory usage by 2x
A mixture of experts runs 2x faster.
  latency 2 x not=cost | runs 2x faster
It is 2x faster on noisy channels.
  latency 2 x not=cost | 2x faster on noisy channels
Asking experts half as often saves 2x.
  cost 2 x not=memory | Asking experts half as often saves 2x
Channel uses fall by 3x.
  cost 3 x not=memory | Channel uses fall by 3x
The index of Quillnet is built 5x faster.
  latency 5 x not=model_size | built 5x faster
The index shrinks by 5x.
  model_size 5 x not=latency | index shrinks by 5x
With half the cards, Quillnet cuts tuning time and peak GPU memory use by 35%.
  training_time 35 % | cuts tuning time and peak GPU memory use by 35%
  memory 35 % not=model_size | peak GPU memory use by 35%
  !wrong_metric model_size 35 % | peak GPU memory use by 35%
A scan ends in under 3 seconds with 11 GB peak memory.
  latency 3 s up_to not=memory,model_size | ends in under 3 seconds with 11 GB peak memory
  memory 11 GB not=latency,model_size | 11 GB peak memory
Quillnet decodes 46% faster within the same GPU memory budget.
  latency 46 % not=memory | decodes 46% faster within the same GPU memory budget
Trained on four cards (24 GB VRAM each), it converges in 7 hours.
  training_time 7 h phase=training not=memory | (24 GB VRAM each), it converges in 7 hours
The kernel reaches 82% of the peak memory bandwidth.
  throughput 82 %_of_peak kind=absolute not=memory | reaches 82% of the peak memory bandwidth
It draws 9 mJ per inference and fits into 40 KB of RAM.
  energy 9 mJ not=memory | 9 mJ per inference
  memory 40 KB | 40 KB of RAM
Quillnet reduces encoder and decoder FLOPs by 55% and 75%, respectively.
  compute 55 % setting=encoder | FLOPs by 55% and 75%
  compute 75 % setting=decoder | FLOPs by 55% and 75%
  !wrong_setting compute 75 % setting=encoder | FLOPs by 55% and 75%
  !wrong_setting compute 55 % setting=decoder | FLOPs by 55% and 75%
A pass takes 9 s, compared to 40 s for Alder and 62 s for Birch, and memory falls by 37% and 69%, respectively.
  memory 37 % baseline=Alder | memory falls by 37% and 69%
  memory 69 % baseline=Birch | memory falls by 37% and 69%
  !wrong_name memory 37 % baseline=Birch | memory falls by 37% and 69%
  !wrong_name memory 69 % baseline=Alder | memory falls by 37% and 69%
FLOPs and latency fall by 3x and 2x, respectively.
  compute 3 x not=latency | fall by 3x and 2x
  latency 2 x not=compute | fall by 3x and 2x
Its gate adds about 0.4% additional MACs and parameters.
  parameters 0.4 % approx worse | 0.4% additional MACs and parameters
  compute 0.4 % approx worse | 0.4% additional MACs and parameters
  !wrong_metric memory 0.4 % approx worse | 0.4% additional MACs and parameters
Quillnet surpasses Alder by 2.3% recall while lowering the MACs by 63.5% and weights by 72%.
  compute 63.5 % baseline=Alder | lowering the MACs by 63.5%
  parameters 72 % baseline=Alder | weights by 72%
Quillnet outperforms earlier methods by 4.2%, while cutting MACs by 12%.
  compute 12 % baseline=earlier_methods | cutting MACs by 12%
Quillnet beats the speed of Alder by 2x and that of Birch by 3x.
  latency 3 x baseline=Birch | beats the speed of Alder by 2x and that of Birch by 3x
  !wrong_name latency 3 x baseline=Alder | beats the speed of Alder by 2x and that of Birch by 3x
This leads to a 62% decrease in token consumption.
  data 62 % relation=reduced_by factor=2.632 | a 62% decrease in token consumption
  !wrong_number data 62 % relation=fraction_of factor=1.613 | a 62% decrease in token consumption
  !wrong_direction data 62 % worse | a 62% decrease in token consumption
Training runtime is cut by up to 39%.
  training_time 39 % up_to relation=reduced_by factor=1.639 | cut by up to 39%
  !wrong_number training_time 39 % up_to relation=fraction_of factor=2.564 | cut by up to 39%
Training runtime is cut to 39%.
  training_time 39 % relation=fraction_of factor=2.564 | cut to 39%
  !wrong_number training_time 39 % relation=reduced_by factor=1.639 | cut to 39%
It removes up to 92% of the parameters and 88% of the FLOPs.
  compute 88 % up_to relation=reduced_by factor=8.333 | 88% of the FLOPs
  !wrong_number compute 88 % up_to relation=fraction_of factor=1.136 | 88% of the FLOPs
It uses 92% of the parameters and 88% of the FLOPs.
  compute 88 % relation=fraction_of factor=1.136 | 88% of the FLOPs
  !wrong_number compute 88 % relation=reduced_by factor=8.333 | 88% of the FLOPs
It cuts latency by 35% (1.5x speedup) and memory by 34%.
  memory 34 % relation=reduced_by factor=1.515 | memory by 34%
  !wrong_number memory 34 % relation=increased_by factor=1.34 | memory by 34%
The saving in FLOPs ranges from 18% for the small to 84% for the large variant.
  compute 84 % relation=reduced_by factor=6.25 | from 18% for the small to 84%
Throughput rises by 20% under a tight budget or latency falls by 10%.
  throughput 20 % | rises by 20% under a tight budget
  !wrong_direction throughput 20 % worse | rises by 20% under a tight budget
With only 15% of the training epochs, Quillnet does as well as Alder.
  training_time 15 % phase=training factor=6.667 | only 15% of the training epochs
  !wrong_direction training_time 15 % worse phase=training | only 15% of the training epochs
It matches the full set with only 50% of the successful demonstrations.
  data 50 % factor=2 | only 50% of the successful demonstrations
  !wrong_direction data 50 % worse | only 50% of the successful demonstrations
Labelling only 35% of the samples achieves performance comparable to all.
  data 35 % factor=2.857 | only 35% of the samples
  !wrong_direction data 35 % worse | only 35% of the samples achieves performance
That is less than 8% of the bitrate at which Alder has comparable performance.
  model_size 8 % up_to factor=12.5 | less than 8% of the bitrate
  !wrong_direction model_size 8 % up_to worse | less than 8% of the bitrate
It keeps 95% of the throughput of Alder.
  throughput 95 % worse factor=0.95 | 95% of the throughput
  !wrong_direction throughput 95 % | 95% of the throughput
The adapter has fewer than 3% additional learned parameters.
  parameters 3 % up_to worse | fewer than 3% additional learned parameters
  !wrong_direction parameters 3 % up_to | fewer than 3% additional learned parameters
Adding fewer than 0.5% trainable parameters, Quillnet beats Alder.
  parameters 0.5 % up_to worse | Adding fewer than 0.5% trainable parameters
  !wrong_direction parameters 0.5 % up_to | Adding fewer than 0.5% trainable parameters
The module adds less than 0.2% parameters to the backbone.
  parameters 0.2 % up_to worse | adds less than 0.2% parameters
  !wrong_direction parameters 0.2 % up_to | adds less than 0.2% parameters
It saves 80% of the budget overheads.
  cost 80 % relation=reduced_by | saves 80% of the budget overheads
  !wrong_direction cost 80 % worse | saves 80% of the budget overheads
Over a week we see an average decrease of 46% in routing overhead.
  cost 46 % average | average decrease of 46% in routing overhead
  !wrong_direction cost 46 % average worse | average decrease of 46% in routing overhead
It brings a 2.5x speed-up with only 5.8% and 2.6% parameter and training time overheads, respectively.
  parameters 5.8 % worse | only 5.8% and 2.6% parameter and training time overheads
  training_time 2.6 % worse phase=training | only 5.8% and 2.6% parameter and training time overheads
  !wrong_direction parameters 5.8 % | only 5.8% and 2.6% parameter and training time overheads
  !wrong_direction training_time 2.6 % phase=training | only 5.8% and 2.6% parameter and training time overheads
Latency falls from 130 ms vs. 150 ms for Alder.
  latency 1.154 x baseline=Alder | 130 ms vs. 150 ms
  !wrong_direction latency 1.154 x worse baseline=Alder | 130 ms vs. 150 ms
A 24-layer model of 1B parameters is distilled into one of 200M.
  parameters 5 x | 1B parameters is distilled into one of 200M
  !wrong_direction parameters 5 x worse | 1B parameters is distilled into one of 200M
A 20-layer encoder is compressed to 4 layers.
  capacity 5 x | 20-layer encoder is compressed to 4 layers
  !wrong_direction capacity 5 x worse | 20-layer encoder is compressed to 4 layers
A cache of 3 GB is extended to 12 GB.
  memory 4 x worse | 3 GB is extended to 12 GB
  !wrong_direction memory 4 x | 3 GB is extended to 12 GB
Memory stays within 3% of what Alder takes.
  memory 3 % same up_to baseline=Alder | within 3% of what Alder takes
  !wrong_direction memory 3 % up_to baseline=Alder | within 3% of what Alder takes
  !wrong_direction memory 3 % up_to worse baseline=Alder | within 3% of what Alder takes
Despite a 12% increase in build time, we see an average improvement of 18% in latency.
  latency 18 % average | average improvement of 18% in latency
  !wrong_direction latency 18 % average worse | average improvement of 18% in latency
Latency falls by 12%, at an average increase of 27% in training time.
  training_time 27 % average worse phase=training | increase of 27% in training time
  !wrong_direction training_time 27 % average phase=training | increase of 27% in training time
While it keeps the quality, it shortens tuning by 30% to 55%.
  training_time 30..55 % phase=training | shortens tuning by 30% to 55%
It shortens tuning time by 45% to reach the performance of Alder.
  training_time 45 % phase=training | shortens tuning time by 45%
  !wrong_direction training_time 45 % worse phase=training | shortens tuning time by 45%
Energy shrinks 3.1x at a 70% compression ratio of the cache.
  memory 70 % | 70% compression ratio
  !wrong_direction memory 70 % worse | 70% compression ratio
Some 98% of the entries bypass the costly computation.
  compute 98 % approx factor=50 | 98% of the entries bypass the costly computation
  !wrong_number compute 98 % approx factor=1.02 | 98% of the entries bypass the costly computation
It comes at a cost of + 120% in MACs and +35% in storage.
  compute 120 % worse | + 120% in MACs
  model_size 35 % worse | +35% in storage
  !wrong_bound compute 120 % worse up_to | + 120% in MACs
It settles after only $45k$ training iterations.
  training_time 45000 iterations phase=training | only $45k$ training iterations
  !wrong_unit training_time 45 iterations phase=training | only $45k$ training iterations
The chip filters 6.3 million samples per second.
  throughput 6300000 samples/s not=energy | 6.3 million samples per second
  !wrong_unit throughput 6.3 samples/s | 6.3 million samples per second
  !wrong_number throughput 6300000 samples/min | 6.3 million samples per second
It gets by with 1/150 the number of weights of Alder.
  parameters 0.0067 x factor=150 baseline=Alder | 1/150 the number of weights
  !wrong_number parameters 0.0068 x baseline=Alder | 1/150 the number of weights
Quillnet++ is 14x faster than Quillnet.
  latency 14 x subject=Quillnet++ baseline=Quillnet | 14x faster than Quillnet
  !wrong_name latency 14 x subject=Quillnet baseline=Quillnet++ | 14x faster than Quillnet
Alder+ needs 3x more memory than Quillnet.
  memory 3 x baseline=Alder+ | Alder+ needs 3x more memory than Quillnet
Architectures are searched for over lunch, at a 640x speedup over Alder.
  training_time 640 x phase=compression baseline=Alder | 640x speedup over Alder
Quillnet saves up to 31% of the tokens and lowers latency by 34-63%.
  latency 34..63 % | lowers latency by 34-63%
  !wrong_bound latency 34..63 % up_to | lowers latency by 34-63%
It is 5-9 times lower than Alder in memory and 2.2-2.6 times lower than Birch.
  memory 2.2..2.6 x baseline=Birch | 2.2-2.6 times lower than Birch
  !wrong_bound memory 2.2..2.6 x up_to baseline=Birch | 2.2-2.6 times lower than Birch
Quillnet drafts up to 33 tokens, far surpassing the 11 tokens of Alder.
  capacity 3 x up_to baseline=Alder | up to 33 tokens, far surpassing the 11 tokens
  !wrong_bound capacity 3 x baseline=Alder | up to 33 tokens, far surpassing the 11 tokens
Training costs fall by 4x, and no sample, weight or watt is spared.
  training_cost 4 x phase=training | Training costs fall by 4x
Searching takes 120 GPU-hours, and time is short.
  training_time 120 GPU-hours phase=compression | takes 120 GPU-hours
  !wrong_metric latency 120 GPU-hours phase=compression | takes 120 GPU-hours
Quillnet attains a 5x speedup, while Alder achieves only 2x.
  latency 5 x | a 5x speedup
  !wrong_role latency 2 x subject=Alder | Alder achieves only 2x
Earlier encoders keep 9 GB in memory; Quillnet keeps 3 GB.
  memory 3 GB | Quillnet keeps 3 GB
  !wrong_role memory 9 GB subject=Earlier_encoders | keep 9 GB in memory
Earlier encoders run for days; they need 90 GB of memory.
  !wrong_role memory 90 GB subject=Earlier_encoders | need 90 GB of memory
Quillnet brings attention down from O(n^2) to O(n).
  complexity - O(n) kind=asymptotic | O(n)
  !wrong_role complexity - O(n^2) kind=asymptotic | from O(n^2)
Each sample, weight and watt counts, and training costs fall by 4x.
  !wrong_metric data 4 x phase=training | training costs fall by 4x
  !wrong_metric parameters 4 x phase=training | training costs fall by 4x
  !wrong_metric energy 4 x phase=training | training costs fall by 4x
For all requests the tail latency stays below 350 ms.
  latency 350 ms up_to not=throughput | stays below 350 ms
Earlier reports promised that energy falls by 7x, and we find 2x.
  !wrong_role energy 7 x | energy falls by 7x
Quillnet is learned from O(k log m) samples.
  complexity - O(k_log_m) kind=asymptotic | O(k log m) samples
It preserves the linear time of standard decoding.
  complexity - linear kind=asymptotic | linear time
Quillnet improves on Birch with fewer than 2% additional weights.
  parameters 2 % up_to worse | fewer than 2% additional weights
  !wrong_direction parameters 2 % up_to | fewer than 2% additional weights
Quillnet is better than models with 3x additional weights.
  parameters 3 x | models with 3x additional weights
  !wrong_direction parameters 3 x worse | models with 3x additional weights
A 30-layer, 4B-parameter decoder is compressed to 5 layers (500M).
  parameters 8 x | 4B-parameter decoder is compressed to 5 layers (500M
  !wrong_direction parameters 8 x worse | 4B-parameter decoder is compressed to 5 layers (500M
A stack of depth O(log n) simulates one layer of dense attention.
  complexity - O(log_n) kind=asymptotic | depth O(log n)
It avoids the O(n^2) cost of full attention.
  !wrong_role complexity - O(n^2) kind=asymptotic | O(n^2) cost
Quillnet-S attains a 5x speedup, while Quillnet-L achieves only 2x.
  latency 2 x subject=Quillnet-L | Quillnet-L achieves only 2x
It cuts latency to 74% of that of Alder and also decreases memory usage.
  latency 74 % factor=1.351 | cuts latency to 74% of that of Alder
  !wrong_metric memory 74 % factor=1.351 | cuts latency to 74% of that of Alder
Compared with Alder, Quillnet keeps 6 GB in memory.
  memory 6 GB | keeps 6 GB in memory
Compared with Alder, Birch, and Cedar, we need little. Birch keeps 6 GB in memory.
  !wrong_role memory 6 GB subject=Birch | Birch keeps 6 GB in memory
Quillnet gains a speedup of $\textbf{3.1}\times$ on phones.
  latency 3.1 x | speedup of $\textbf{3.1}\times$
  !wrong_unit latency 3.1 % | speedup of $\textbf{3.1}\times$
  !wrong_number latency 31 x | speedup of $\textbf{3.1}\times$
It gets by with 39 times fewer training scenes.
  data 39 x phase=training not=memory | 39 times fewer training scenes
It learns from only 70K human annotations.
  data 70000 samples | only 70K human annotations
  !wrong_unit data 70 samples | only 70K human annotations
Quillnet trains in 6 hours on one card. At inference it answers in 9 ms and keeps 2 GB in memory, Alder 14 ms and 7 GB.
  latency 9 ms phase=inference | answers in 9 ms
  memory 2 GB | keeps 2 GB in memory
  training_time 6 h phase=training | trains in 6 hours
  latency 1.556 x baseline=Alder | answers in 9 ms and keeps 2 GB in memory, Alder 14 ms
  !wrong_name latency 14 ms subject=Quillnet | it answers in 9 ms and keeps 2 GB in memory, Alder 14 ms
  !wrong_name memory 7 GB subject=Quillnet | Alder 14 ms and 7 GB
  !wrong_metric latency 6 h phase=inference | trains in 6 hours
  !wrong_metric memory 9 ms | answers in 9 ms
  !wrong_metric latency 2 GB | keeps 2 GB in memory
  !wrong_unit latency 9 s | answers in 9 ms
  !wrong_unit memory 2 MB | keeps 2 GB in memory
  !wrong_direction memory 3.5 x worse baseline=Alder | keeps 2 GB in memory, Alder 14 ms and 7 GB
  !wrong_direction latency 1.556 x worse baseline=Alder | answers in 9 ms and keeps 2 GB in memory, Alder 14 ms
  !wrong_number latency 4.5 x baseline=Alder | answers in 9 ms and keeps 2 GB
Training is 3x faster than that of Alder, and inference is 2x faster than that of Birch.
  training_time 3 x phase=training baseline=Alder | Training is 3x faster than that of Alder
  latency 2 x phase=inference baseline=Birch | inference is 2x faster than that of Birch
  !wrong_metric training_time 2 x phase=training baseline=Birch | inference is 2x faster than that of Birch
  !wrong_metric latency 3 x phase=inference baseline=Alder | Training is 3x faster than that of Alder
  !wrong_name latency 2 x phase=inference baseline=Alder | inference is 2x faster than that of Birch
  !wrong_name training_time 3 x phase=training baseline=Birch | Training is 3x faster than that of Alder
  !wrong_direction latency 2 x worse phase=inference baseline=Birch | inference is 2x faster than that of Birch
On Lakes it saves 30% of the FLOPs, and on Rivers 12%.
  compute 30 % setting=Lakes | On Lakes it saves 30% of the FLOPs
  compute 12 % setting=Rivers | on Rivers 12%
  !wrong_setting compute 30 % setting=Rivers | On Lakes it saves 30% of the FLOPs
  !wrong_setting compute 12 % setting=Lakes | on Rivers 12%
On Lakes latency falls by 30%; on Rivers, memory falls by 12%.
  latency 30 % setting=Lakes | On Lakes latency falls by 30%
  memory 12 % setting=Rivers | on Rivers, memory falls by 12%
  !wrong_metric latency 12 % setting=Rivers | on Rivers, memory falls by 12%
  !wrong_metric memory 30 % setting=Lakes | On Lakes latency falls by 30%
  !wrong_setting memory 12 % setting=Lakes | on Rivers, memory falls by 12%
  !wrong_setting latency 30 % setting=Rivers | On Lakes latency falls by 30%
Alder is 4x slower than Quillnet but uses 2x less memory.
  !wrong_role memory 2 x subject=Quillnet baseline=Alder | uses 2x less memory
  !wrong_name latency 4 x worse subject=Quillnet baseline=Alder | 4x slower than Quillnet
  !wrong_direction latency 4 x subject=Alder baseline=Quillnet | Alder is 4x slower than Quillnet
Alder needs 3.2 GFLOPs and Quillnet 0.8 GFLOPs.
  compute 0.8 GFLOPs | Quillnet 0.8 GFLOPs
  compute 4 x baseline=Alder | Alder needs 3.2 GFLOPs and Quillnet 0.8 GFLOPs
  !wrong_name compute 3.2 GFLOPs subject=Quillnet | Alder needs 3.2 GFLOPs
  !wrong_unit compute 0.8 MFLOPs subject=Quillnet | Quillnet 0.8 GFLOPs
  !wrong_unit compute 0.8 GMACs subject=Quillnet | Quillnet 0.8 GFLOPs
  !wrong_direction compute 4 x worse baseline=Alder | Alder needs 3.2 GFLOPs and Quillnet 0.8 GFLOPs
  !wrong_metric parameters 4 x baseline=Alder | Alder needs 3.2 GFLOPs and Quillnet 0.8 GFLOPs
It cuts latency by up to 43% and memory by at least 25%.
  latency 43 % up_to | latency by up to 43%
  memory 25 % at_least | memory by at least 25%
  !wrong_bound latency 43 % | latency by up to 43%
  !wrong_bound memory 25 % | memory by at least 25%
  !wrong_bound latency 43 % at_least | latency by up to 43%
  !wrong_bound memory 25 % up_to | memory by at least 25%
  !wrong_metric latency 25 % at_least | memory by at least 25%
  !wrong_metric memory 43 % up_to | latency by up to 43%
Its 70M parameters are a tenth of those of Alder.
  parameters 70 M_params | Its 70M parameters
  parameters 0.1 x baseline=Alder | a tenth of those of Alder
  !wrong_unit parameters 70 B_params | Its 70M parameters
  !wrong_unit parameters 70 G_params | Its 70M parameters
  !wrong_direction parameters 0.1 x worse baseline=Alder | a tenth of those of Alder
  !wrong_metric memory 0.1 x baseline=Alder | a tenth of those of Alder
The GPU utilization rises from 40% to 85%, and power draw falls from 90 W to 60 W.
  throughput 2.125 x | utilization rises from 40% to 85%
  energy 1.5 x | power draw falls from 90 W to 60 W
  !wrong_metric energy 2.125 x | rises from 40% to 85%
  !wrong_direction throughput 1.5 x | power draw falls from 90 W to 60 W
  !wrong_direction energy 1.5 x worse | power draw falls from 90 W to 60 W
  !wrong_unit energy 60 kW | power draw falls from 90 W to 60 W
Pre-training takes 12 days and fine-tuning 3 hours.
  training_time 12 days phase=training | Pre-training takes 12 days
  training_time 3 h phase=training | fine-tuning 3 hours
  !wrong_unit training_time 12 h phase=training | Pre-training takes 12 days
  !wrong_unit training_time 3 days phase=training | fine-tuning 3 hours
  !wrong_metric latency 3 h phase=inference | fine-tuning 3 hours
Compared with Alder, throughput is 2.5x higher, yet memory is 1.3x larger.
  throughput 2.5 x baseline=Alder | throughput is 2.5x higher
  memory 1.3 x worse baseline=Alder | memory is 1.3x larger
  !wrong_metric memory 2.5 x baseline=Alder | throughput is 2.5x higher
  !wrong_direction memory 1.3 x baseline=Alder | memory is 1.3x larger
  !wrong_metric throughput 1.3 x worse baseline=Alder | memory is 1.3x larger
  !wrong_metric latency 1.3 x worse baseline=Alder | memory is 1.3x larger
Accuracy rises by 2.4 points at 30% lower cost.
  cost 30 % | 30% lower cost
  !wrong_unit cost 2.4 % | rises by 2.4 points
  !wrong_unit cost 30 points | 30% lower cost
  !wrong_direction cost 30 % worse | 30% lower cost
  !wrong_metric energy 30 % | 30% lower cost
  !wrong_metric training_cost 30 % phase=training | 30% lower cost
It needs 500 labels a class where Alder needs 4,000 labels a class.
  data 8 x baseline=Alder | 500 labels a class where Alder needs 4,000 labels
  data 500 labels | It needs 500 labels a class
  !wrong_name data 4000 labels subject=Quillnet | Alder needs 4,000 labels
  !wrong_role data 500 labels subject=Alder | It needs 500 labels a class
  !wrong_direction data 8 x worse baseline=Alder | 500 labels a class where Alder needs 4,000 labels
  !wrong_name data 8 x baseline=Birch | 500 labels a class where Alder needs 4,000 labels
The full model keeps 8 GB in memory, and the slim one, Quillnet-S, 2 GB.
  !wrong_name memory 2 GB subject=full_model | Quillnet-S, 2 GB
With a 14x speedup in rendering and an 11x speedup in training, Quillnet beats Alder.
  latency 14 x phase=inference | a 14x speedup in rendering
  training_time 11 x phase=training | an 11x speedup in training
  !wrong_metric latency 11 x phase=inference | an 11x speedup in training
It cuts the training and inference time by 9%.
  training_time 9 % phase=training | training and inference time by 9%
  latency 9 % phase=inference | training and inference time by 9%
It lowers the additional overhead by 90%.
  cost 90 % | lowers the additional overhead by 90%
  !wrong_direction cost 90 % worse | lowers the additional overhead by 90%
The whole run takes 40 hours (\$15K).
  cost 15000 USD not=memory | (\$15K
  !wrong_unit cost 15 USD | (\$15K
We find that experts cut memory by 2x, while NF4 cuts it by 3x.
  memory 3 x subject=NF4 | NF4 cuts it by 3x
Our own method cuts memory by 3x, while NF4 cuts it by 2x.
  !wrong_role memory 2 x subject=NF4 | NF4 cuts it by 2x
On phones it lowers the lookup latency (around 7x faster).
  latency 7 x approx | around 7x faster
  !wrong_direction latency 7 x approx worse | around 7x faster
This gives a 3.8x reduction in cache memory at an 80% compression ratio.
  memory 80 % | 80% compression ratio
  !wrong_direction memory 80 % worse | 80% compression ratio
It is about 17x more cost-effective than Alder.
  cost 17 x approx baseline=Alder | about 17x more cost-effective
  !wrong_direction cost 17 x approx worse baseline=Alder | about 17x more cost-effective
We see a 44% size reduction which shows that compression pays.
  model_size 44 % | a 44% size reduction
  !wrong_direction model_size 44 % worse | a 44% size reduction
It is competitive against encoders an order of magnitude larger.
  model_size 10 x | an order of magnitude larger
  !wrong_direction model_size 10 x worse | an order of magnitude larger
It shows competitive performance against encoders an order of magnitude larger.
  model_size 10 x | encoders an order of magnitude larger
A slim planner leads its teacher by 3%, giving competitive performance against encoders an order of magnitude larger.
  model_size 10 x | encoders an order of magnitude larger
It cuts GPU memory usage and training time by a factor of two.
  training_time 2 x phase=training | training time by a factor of two
  memory 2 x not=model_size | GPU memory usage and training time by a factor of two
It raises recall by 3% while using only 71% visual tokens.
  data 71 % relation=fraction_of factor=1.408 | using only 71% visual tokens
  !wrong_number data 71 % relation=increased_by factor=1.71 | using only 71% visual tokens
  !wrong_number data 71 % relation=reduced_by factor=3.448 | using only 71% visual tokens
  !wrong_direction data 71 % worse | using only 71% visual tokens
With only 4% and 2% parameter and memory overheads, it is 3x faster.
  parameters 4 % worse | only 4% and 2% parameter and memory overheads
  !wrong_direction parameters 4 % | only 4% and 2% parameter and memory overheads
With large inputs and few samples, Quillnet becomes 12% slower than Alder.
  latency 12 % worse baseline=Alder not=model_size,data,memory,energy | 12% slower than Alder
It is 2.5x faster and smaller than Alder.
  latency 2.5 x baseline=Alder | 2.5x faster and smaller
  model_size 2.5 x baseline=Alder | 2.5x faster and smaller
  !wrong_metric energy 2.5 x baseline=Alder | 2.5x faster and smaller
We offer a variant of an existing encoder that is 3x faster.
  latency 3 x subject=variant_of_an_existing_encoder | 3x faster
  !wrong_role latency 3 x subject=existing_encoder | 3x faster
Our simple baseline needs 9 ms.
  latency 9 ms subject=our_simple_baseline | needs 9 ms
  latency 9 ms subject=simple_baseline | needs 9 ms
  !wrong_role latency 9 ms subject=plain_baseline | needs 9 ms
Quillnet competes with 2x, 9x and 31x larger encoders.
  model_size 9 x baseline=9x_larger_encoders | 2x, 9x and 31x larger encoders
  model_size 2 x baseline=larger_encoders | 2x, 9x and 31x larger encoders
  !wrong_name model_size 9 x baseline=31x_larger_encoders | 2x, 9x and 31x larger encoders
Strong existing encoders are 3x slower than Quillnet.
  !wrong_role latency 3 x worse subject=strong_existing_encoders | 3x slower
The two prior encoders need 3x more memory than Quillnet.
  !wrong_role memory 3 x worse subject=two_prior_encoders | need 3x more memory
  !wrong_role memory 3 x worse subject=the_two_prior_encoders | need 3x more memory
Heavy conventional encoders take 9 s.
  !wrong_role latency 9 s subject=heavy_conventional_encoders | take 9 s
Such baseline encoders take 9 s.
  !wrong_role latency 9 s subject=such_baseline_encoders | take 9 s
Our two original encoders take 9 s.
  latency 9 s subject=our_two_original_encoders | take 9 s
  latency 9 s subject=two_original_encoders | take 9 s
Quillnet cuts 40% of the weights and 30% of the energy.
  parameters 40 % not=energy | 40% of the weights
  energy 30 % not=parameters | 30% of the energy
  !wrong_metric parameters 30 % | 30% of the energy
The architecture is simple, and Quillnet is 3x faster than Alder.
  latency 3 x baseline=Alder | Quillnet is 3x faster
  !wrong_metric training_time 3 x phase=compression baseline=Alder | Quillnet is 3x faster
Each graph is evolved, and Quillnet is 3x faster than Alder.
  latency 3 x baseline=Alder | Quillnet is 3x faster
  !wrong_metric training_time 3 x phase=compression baseline=Alder | Quillnet is 3x faster
Architectures are searched for 3x faster than with Alder.
  training_time 3 x phase=compression | searched for 3x faster
It replaces the O(n^2) matching of standard attention.
  !wrong_role complexity - O(n^2) kind=asymptotic | O(n^2) matching
In O(n log n) time it approximates the output of standard attention.
  complexity - O(n_log_n) kind=asymptotic | O(n log n) time
Quillnet is estimated from O(n^2) samples.
  data - O(n^2) kind=asymptotic | estimated from O(n^2) samples
Alder is estimated from O(n^2) samples.
  !wrong_role data - O(n^2) kind=asymptotic | estimated from O(n^2) samples
The encoder adds 7% and 2% memory and time overheads.
  memory 7 % worse not=latency | 7% and 2% memory and time overheads
  latency 2 % worse not=memory | 7% and 2% memory and time overheads
Quillnet answers 200 questions in one pass.
  !wrong_unit data 200 samples | answers 200 questions
Quillnet is trained on 200 questions.
  data 200 samples | trained on 200 questions
Where Alder needs 40 GB, Quillnet needs 10 GB.
  memory 10 GB | Quillnet needs 10 GB
  !wrong_name memory 40 GB | Alder needs 40 GB
Quillnet is outperformed by encoders 3x larger.
  !wrong_direction model_size 3 x | outperformed by encoders 3x larger
Recent papers claim a 4x saving in memory.
  !wrong_role memory 4 x | a 4x saving in memory
Two earlier studies found a 4x saving in memory.
  !wrong_role memory 4 x | a 4x saving in memory
A prior study estimated a 4x saving in memory.
  !wrong_role memory 4 x | a 4x saving in memory
In earlier studies we found a 4x saving in memory.
  memory 4 x | a 4x saving in memory
The model fits in 24 GB on cards with 48 GB VRAM each.
  memory 24 GB | fits in 24 GB
  !wrong_metric memory 48 GB | cards with 48 GB VRAM each
Quillnet runs 7x faster and takes 35% less memory.
  latency 7 x not=memory,energy,capacity,cost,data,model_size | runs 7x faster
  memory 35 % not=latency,energy,capacity,data,compute | 35% less memory
  !wrong_metric memory 7 x | runs 7x faster
Its token usage falls by 45% and the time to train it by 15%.
  data 45 % not=latency,energy,memory | token usage falls by 45%
  !wrong_metric training_time 45 % phase=training | token usage falls by 45%
It keeps 9% of the cache, which halves the energy and makes decoding 6x quicker.
  memory 9 % phase=inference not=latency,energy,throughput | keeps 9% of the cache
  latency 6 x phase=inference not=memory,energy,capacity | decoding 6x quicker
Batches grow by 85% at 40% of the bandwidth and in half the memory.
  capacity 85 % not=energy,latency,parameters | Batches grow by 85%
It is 12x faster than Alder, 5x than Birch and 3x than Cedar, and holds 20% fewer weights.
  latency 5 x baseline=Birch not=parameters,memory,capacity,model_size | 5x than Birch
  !wrong_metric parameters 5 x baseline=Birch | 5x than Birch
Quillnet draws 7 kWh, 11x less than Alder, at 2 GFLOPs.
  energy 11 x baseline=Alder not=parameters,memory,latency | 11x less than Alder
  !wrong_metric compute 11 x baseline=Alder | 11x less than Alder
Decoding is accelerated by 1.9x on phones and 2.7x on laptops, for 15% more memory.
  latency 2.7 x phase=inference setting=laptops not=memory,energy | 2.7x on laptops
It adds under 4% to the latency, with a cache of the usual size.
  latency 4 % worse up_to not=memory,energy | adds under 4% to the latency
  !wrong_metric memory 4 % worse up_to | adds under 4% to the latency
Weighing the index at every step, it takes 14 minutes, with labels for a tenth of the pages.
  latency 14 min not=capacity,energy,memory,cost | takes 14 minutes
It needs only 26 classes, so that latency, memory and energy stay low.
  capacity 26 classes not=latency,energy,memory | only 26 classes
  !wrong_metric latency 26 classes | only 26 classes
First-token latency drops 8x and token cost 2x.
  latency 8 x not=data,memory,energy | First-token latency drops 8x
  cost 2 x not=latency,memory | token cost 2x
Memory, delay and energy fall by 15%, 25% and 65%, respectively, and 4x more users are served.
  memory 15 % | Memory, delay and energy fall by 15%, 25% and 65%
  energy 65 % | Memory, delay and energy fall by 15%, 25% and 65%
  !wrong_metric energy 15 % | Memory, delay and energy fall by 15%, 25% and 65%
Quillnet trains 9x faster than Alder.
  training_time 9 x phase=training baseline=Alder not=capacity,memory | trains 9x faster
  !wrong_metric latency 9 x phase=training baseline=Alder | trains 9x faster
Quillnet cuts memory and runtime demands by an order of magnitude or more.
  memory 10 x at_least not=energy | memory and runtime demands by an order of magnitude or more
  !wrong_direction memory 10 x at_least worse | memory and runtime demands by an order of magnitude or more
It reduces delay and messaging overhead, respectively, by up to 7.35x and 2.6x.
  latency 7.35 x up_to | reduces delay and messaging overhead, respectively, by up to 7.35x
  cost 2.6 x up_to | messaging overhead, respectively, by up to 7.35x and 2.6x
  !wrong_direction latency 7.35 x worse up_to | reduces delay and messaging overhead, respectively, by up to 7.35x
It reduces delay and incurs an overhead of 6%.
  cost 6 % worse | incurs an overhead of 6%
  !wrong_direction cost 6 % | incurs an overhead of 6%
Adapters reach the same score with <7% trainable parameters.
  parameters 7 % up_to factor=14.29 phase=training | <7% trainable parameters
  !wrong_number parameters 7 % up_to factor=1.075 phase=training | <7% trainable parameters
Adapters reach the same score with 7% more trainable parameters.
  parameters 7 % worse phase=training | 7% more trainable parameters
  !wrong_direction parameters 7 % phase=training | 7% more trainable parameters
Quillnet extends Alder to harder inputs, with up to 5.5x higher throughput on Birch-3 and 3.5x on Cedar.
  throughput 3.5 x up_to setting=Cedar not=memory | 3.5x on Cedar
  !wrong_direction throughput 3.5 x up_to worse setting=Cedar | 3.5x on Cedar
  !wrong_bound throughput 3.5 x setting=Cedar | 3.5x on Cedar
It has up to 3% lower cost than Alder, 5% than Birch, and 2% than Cedar.
  cost 5 % up_to baseline=Birch | 5% than Birch
  cost 2 % up_to baseline=Cedar | 2% than Cedar
  !wrong_bound cost 5 % at_least baseline=Birch | 5% than Birch
Walltimes are the measure: it raises efficiency by 35% and reduces walltimes by over 15%.
  latency 15 % at_least | reduces walltimes by over 15%
  !wrong_direction latency 15 % at_least worse | reduces walltimes by over 15%
Quillnet reaches a 2.85x higher token reduction ratio than Alder.
  data 2.85 x baseline=Alder | 2.85x higher token reduction ratio
  !wrong_direction data 2.85 x worse baseline=Alder | 2.85x higher token reduction ratio
Quillnet suffers a 2x higher throughput reduction than Alder.
  !wrong_direction throughput 2 x baseline=Alder | 2x higher throughput reduction
Quillnet-S/M/L take 2.5/3.6/7.9 ms.
  latency 2.5 ms subject=Quillnet-S | 2.5/3.6/7.9 ms
  latency 3.6 ms subject=Quillnet-M | 2.5/3.6/7.9 ms
  latency 7.9 ms subject=Quillnet-L | 2.5/3.6/7.9 ms
  !wrong_unit latency 2.5 s subject=Quillnet-S | 2.5/3.6/7.9 ms
  !wrong_number latency 4.6 ms subject=Quillnet-M | 2.5/3.6/7.9 ms
The chip delivers 640 TOPS.
  throughput 640 TOPS not=energy,memory | delivers 640 TOPS
Quillnet cuts server requests by 65%.
  cost 65 % not=energy,memory | cuts server requests by 65%
It is $\textbf{31}\times$ and $\textbf{12}\times$ faster than Alder and Alder + Birch, respectively.
  latency 31 x baseline=Alder | $\textbf{31}\times$ and $\textbf{12}\times$ faster
  latency 12 x baseline=Alder_+_Birch | $\textbf{31}\times$ and $\textbf{12}\times$ faster
  !wrong_name latency 12 x baseline=Alder | $\textbf{31}\times$ and $\textbf{12}\times$ faster
  !wrong_name latency 31 x baseline=Alder_+_Birch | $\textbf{31}\times$ and $\textbf{12}\times$ faster
It lowers token usage (up to \textbf{65.5\%}).
  data 65.5 % up_to | token usage (up to \textbf{65.5\%})
  !wrong_bound data 65.5 % | token usage (up to \textbf{65.5\%})
It reaches up to 1.65$\times$ speedup over cuSPARSE 9.2 and 2.9$\times$ over Alder.
  latency 2.9 x up_to baseline=Alder | 2.9$\times$ over Alder
Quillnet reaches the same loss with only a 6.5% increase in sequence length.
  capacity 6.5 % worse | only a 6.5% increase in sequence length
  !wrong_direction capacity 6.5 % | only a 6.5% increase in sequence length
It allows a 6.5% increase in sequence length.
  capacity 6.5 % | a 6.5% increase in sequence length
It is 70+ times faster than Alder.
  latency 70 x at_least baseline=Alder | 70+ times faster than Alder
  !wrong_bound latency 70 x up_to baseline=Alder | 70+ times faster than Alder
It yields an \(8\)-fold speed-up.
  latency 8 x | an \(8\)-fold speed-up
  !wrong_unit latency 8 % | an \(8\)-fold speed-up
It has $2.35$ to $4.85 \times$ fewer parameters than Alder.
  parameters 2.35..4.85 x baseline=Alder | $2.35$ to $4.85 \times$ fewer parameters
  !wrong_number parameters 2.35..5.85 x baseline=Alder | $2.35$ to $4.85 \times$ fewer parameters
It sorts 75 pages per hour.
  throughput 75 pages/hour | 75 pages per hour
  throughput 75 pages/h | 75 pages per hour
  !wrong_unit throughput 75 pages/s | 75 pages per hour
It saves \$3.5M in annual fees.
  cost 3.5 M$/year | \$3.5M in annual fees
  !wrong_unit cost 3.5 k$/year | \$3.5M in annual fees
  !wrong_unit cost 3.5 M$/month | \$3.5M in annual fees
It reaches a 65% FLOPs reduction and inference speedups of 1.35x, and 75% GFLOPs reduction on Alder.
  latency 1.35 x phase=inference not=memory,energy | inference speedups of 1.35x
  compute 75 % not=latency,memory | 75% GFLOPs reduction
  !wrong_direction latency 1.35 x worse phase=inference | inference speedups of 1.35x
It cuts delay by roughly 16.5% against Alder and 18.5% against Birch.
  latency 18.5 % approx baseline=Birch | 18.5% against Birch
  latency 18.5 % baseline=Birch | 18.5% against Birch
  !wrong_bound latency 18.5 % up_to baseline=Birch | 18.5% against Birch
It is up to ~45x and ~95x faster than Alder.
  latency 95 x up_to baseline=Alder | up to ~45x and ~95x faster
  latency 95 x approx baseline=Alder | up to ~45x and ~95x faster
  !wrong_bound latency 95 x at_least baseline=Alder | up to ~45x and ~95x faster
It raises the total cost rather than lowering it (~1.37x on the six-task mean, up to 2.9x on Cedar).
  cost 1.37 x approx worse | raises the total cost rather than lowering it (~1.37x
  cost 2.9 x up_to worse setting=Cedar | up to 2.9x on Cedar
  !wrong_direction cost 1.37 x approx | raises the total cost rather than lowering it (~1.37x
It lowers the total cost rather than raising it (1.37x on average).
  cost 1.37 x average | lowers the total cost rather than raising it (1.37x
  !wrong_direction cost 1.37 x average worse | lowers the total cost rather than raising it (1.37x
This results in up to 7.6x inference cost.
  cost 7.6 x up_to worse | up to 7.6x inference cost
  !wrong_direction cost 7.6 x up_to | up to 7.6x inference cost
The ensemble gains one point at 3.7x the energy, and Quillnet gains it at 1.45x cost.
  cost 1.45 x worse | at 1.45x cost
  !wrong_direction cost 1.45 x | at 1.45x cost
Such masks make attention $3.7\times$ to $6.9\times$ slower than the mask-free path.
  latency 3.7 x worse | $3.7\times$ to $6.9\times$ slower
  latency 6.9 x worse | $3.7\times$ to $6.9\times$ slower
  !wrong_direction latency 3.7 x | $3.7\times$ to $6.9\times$ slower
It cuts 65% of the patches and accelerating the encoder by 4.7x comes for free.
  latency 4.7 x | accelerating the encoder by 4.7x
It removes 65% of the patches while accelerating the encoding stage by 4.7x.
  latency 4.7 x not=memory | accelerating the encoding stage by 4.7x
It ends up removing 65% of the patches and accelerating the encoding stage by 4.7x on Cedar.
  latency 4.7 x | accelerating the encoding stage by 4.7x
  !wrong_direction latency 4.7 x worse | accelerating the encoding stage by 4.7x
It comes close with far fewer trainable weights - just 0.047 percent.
  parameters 0.047 % factor=2128 | far fewer trainable weights - just 0.047 percent
Decoding is 14x more cost-effective and 3.7x faster.
  cost 14 x not=memory,energy | 14x more cost-effective
  !wrong_direction cost 14 x worse | 14x more cost-effective
It computes only half of the attention blocks.
  compute 0.5 x | only half of the attention blocks
  !wrong_direction compute 0.5 x worse | only half of the attention blocks
It needs only 17% of the training scale of Alder.
  data 17 % | only 17% of the training scale
  !wrong_direction data 17 % worse | only 17% of the training scale
Drafts get longer: the acceptance length grows by 8.3%, and decoding is 1.7x faster.
  throughput 8.3 % | the acceptance length grows by 8.3%
  !wrong_direction throughput 8.3 % worse | the acceptance length grows by 8.3%
It cuts peak VRAM from ${\sim}83$ GB to ${\sim}37$ GB.
  memory 2.243 x | peak VRAM from ${\sim}83$ GB to ${\sim}37$ GB
  !wrong_direction memory 2.243 x worse | peak VRAM from ${\sim}83$ GB to ${\sim}37$ GB
It reaches up to 3.7$\times$ TPS.
  throughput 3.7 x up_to | up to 3.7$\times$ TPS
  !wrong_direction throughput 3.7 x up_to worse | up to 3.7$\times$ TPS
It reduces NFEs by up to 6.5x.
  capacity 6.5 x up_to not=memory,energy | reduces NFEs by up to 6.5x
  compute 6.5 x up_to | reduces NFEs by up to 6.5x
It needs an order of magnitude fewer Gaussians than Alder, and 35% fewer mesh vertices.
  model_size 10 x baseline=Alder not=energy,latency | an order of magnitude fewer Gaussians
  model_size 35 % not=energy,latency | 35% fewer mesh vertices
Small models can match or exceed encoders 6x their size.
  parameters 6 x not=energy,data | match or exceed encoders 6x their size
  model_size 6 x not=energy,data | match or exceed encoders 6x their size
Files shrink to 6x under their size.
  !wrong_metric parameters 6 x | 6x under their size
It processes only 46.5% of the frames.
  data 46.5 % not=energy,memory,parameters | only 46.5% of the frames
It renders 46% more frames per second.
  throughput 46 % not=parameters | 46% more frames per second
It improves the framerate by 3.7x.
  throughput 3.7 x not=energy | improves the framerate by 3.7x
We select architectures at a 700x speedup over NAS.
  training_time 700 x phase=compression | 700x speedup over NAS
With 16$\times$A100 GPUs, pretraining is over by noon.
  training_cost 16 GPUs phase=training | 16$\times$A100 GPUs
  !wrong_unit training_cost 16 x phase=training | 16$\times$A100 GPUs
It saves up to 260 hours compared to a human-only review.
  cost 260 h up_to not=energy,memory | up to 260 hours compared to a human-only review
  !wrong_unit cost 260 min up_to | up to 260 hours compared to a human-only review
It yields a $17$-fold cut in computational complexity.
  compute 17 x | $17$-fold cut in computational complexity
  !wrong_unit compute 17 % | $17$-fold cut in computational complexity
Quillnet attains over {\bf 3\(\times\)} speedup in decoding.
  latency 3 x at_least | over {\bf 3\(\times\)} speedup in decoding
  !wrong_unit latency 3 % at_least | over {\bf 3\(\times\)} speedup in decoding
Training bills fell short of \$3 million.
  training_cost 3 M_USD | \$3 million
  !wrong_unit training_cost 3 k_USD | \$3 million
  !wrong_unit training_cost 3 USD | \$3 million
It reaches up to 4.7 tokens of accepted length and 3.7x speedup.
  latency 3.7 x up_to | up to 4.7 tokens of accepted length and 3.7x speedup
Reaching up to 4.07 mean accepted length and 3.27x speedup, it keeps all quality.
  latency 3.27 x up_to | 3.27x speedup
  !wrong_bound latency 3.27 x at_least | 3.27x speedup
It decodes quickly, with a maximum speedup of 8.7x.
  latency 8.7 x up_to | a maximum speedup of 8.7x
  !wrong_bound latency 8.7 x | a maximum speedup of 8.7x
It does well on Pond, Lake- Bench, and MERE, with only 2.7B active weights.
  parameters 2.7 B_params | with only 2.7B active weights
It outperforms state-of-the-art encoders by 8.97% in recall, and cuts Floating Point Operations by 7.3 times.
  compute 7.3 x baseline=state-of-the-art_encoders | cuts Floating Point Operations by 7.3 times
It keeps recall at a 15% KV-cache budget.
  memory 15 % factor=6.667 | a 15% KV-cache budget
It is pretrained on 7 billion tokens.
  !wrong_unit data 7 tokens phase=training | 7 billion tokens
It reaches 3.6x token deduction, and up to 2.7x time-to-first-token (TTFT) speedup.
  data 3.6 x | 3.6x token deduction
  latency 2.7 x up_to phase=inference | 2.7x time-to-first-token (TTFT) speedup
It yields 640 times GPU memory compression.
  memory 640 x | 640 times GPU memory compression
It has compression ratios $3.5\times$ to $70\times$ higher than Alder.
  model_size 3.5 x baseline=Alder | compression ratios $3.5\times$ to $70\times$ higher
  !wrong_direction model_size 3.5 x worse baseline=Alder | compression ratios $3.5\times$ to $70\times$ higher
At like cost, it exceeds Alder's 6-head version (83.1% at 4.7 GMACs) by 2.3 points.
  !wrong_role compute 4.7 GMACs subject=Alder_6-head_version | 4.7 GMACs
It reduces the complexity from $\mathcal{O}(m^2)$ to $\mathcal{O}(mk)$.
  complexity - O(mk) kind=asymptotic | from $\mathcal{O}(m^2)$ to $\mathcal{O}(mk)$
  !wrong_role complexity - O(m^2) kind=asymptotic worse | from $\mathcal{O}(m^2)$ to $\mathcal{O}(mk)$
Their quadratic complexity limits the use of graphs; Quillnet is linear.
  !wrong_role complexity - quadratic kind=asymptotic worse | quadratic complexity
Quillnet is made to smooth out the quadratic cost of Alder.
  !wrong_role complexity - quadratic kind=asymptotic worse | quadratic cost
Tagging a page typically takes 25 minutes.
  !wrong_role latency 25 min | takes 25 minutes
Our scheme typically takes 25 minutes.
  latency 25 min | takes 25 minutes
It cuts the weights by roughly 24% and maintaining balanced GPU utilization is easy.
  parameters 24 % approx not=throughput,energy | cuts the weights by roughly 24%
Quillnet has 55 percent fewer GFLOPs and 55x compression ratios.
  compute 55 % not=memory,energy | 55 percent fewer GFLOPs
  !wrong_metric training_time 55 x phase=compression | 55x compression ratios
It requires only 7 minutes of training per page.
  training_time 7 min phase=training | only 7 minutes of training
Trained on only 493 samples, it does well.
  data 493 samples phase=training not=training_cost | only 493 samples
It raises throughput for phones, reduces remote model calls by over 45%, and preserves privacy.
  cost 45 % at_least | reduces remote model calls by over 45%
  !wrong_direction cost 45 % at_least worse | reduces remote model calls by over 45%
It scales well in throughput (85% reduction in solver iterations).
  capacity 85 % | 85% reduction in solver iterations
  !wrong_direction capacity 85 % worse | 85% reduction in solver iterations
The throughput drops sharply by 45%.
  throughput 45 % worse | throughput drops sharply by 45%
Pretraining is over within a single day.
  training_time 1 days up_to phase=training | within a single day
  !wrong_number training_time 3 days up_to phase=training | within a single day
It decodes 2.75 GB of raw frames per second.
  throughput 2.75 GB/s | 2.75 GB of raw frames per second
  !wrong_unit throughput 2.75 GB/h | 2.75 GB of raw frames per second
It decodes with 2.75 GB.
  !wrong_unit throughput 2.75 GB/s | decodes with 2.75 GB
It rebuilds a room from as few as three input views.
  data 3 samples | as few as three input views
  !wrong_number data 4 samples | as few as three input views
It rivals encoders that have far more weights.
  parameters - - kind=qualitative | encoders that have far more weights
Quillnet has far more weights.
  !wrong_direction parameters - - kind=qualitative | has far more weights
This cache reduction also leads to an 80% memory saving and a 5.5x throughput over plain decoding.
  memory 80 % | 80% memory saving
  throughput 5.5 x | a 5.5x throughput over plain decoding
Quillnet reaches on average 41% and up to 78% higher memory reduction ratio than Alder.
  memory 41 % average | on average 41% and up to 78% higher memory reduction ratio
  memory 78 % up_to | up to 78% higher memory reduction ratio
Quillnet incurs merely 3.4% of the memory overhead that sorting needs.
  memory 3.4 % | merely 3.4% of the memory overhead
The policy is robust at avoidance as well as up to 60% more efficient in search.
  cost 60 % up_to | up to 60% more efficient in search
Memory falls by up to 40%, with only minor increase (0.9-3%) in computation time.
  latency 0.9..3 % worse | only minor increase (0.9-3%) in computation time
The smaller variant answers alike while saving 27.5% and 21.2% of training and inference time and 40% of model size.
  training_time 27.5 % phase=training | saving 27.5% and 21.2% of training and inference time
  latency 21.2 % | saving 27.5% and 21.2% of training and inference time
  model_size 40 % | 40% of model size
It improves fidelity while reducing overall model size by about 18% of the baseline.
  model_size 18 % approx | reducing overall model size by about 18% of the baseline
We observe 9% to 42% inference speed-up and 16% to 44% memory usage reduction of the encoder.
  memory 16..44 % | 16% to 44% memory usage reduction
  latency 9..42 % | 9% to 42% inference speed-up
Quillnet draws tiles at about 85\% of the cost of shortcuts like Alder when it infers.
  cost 85 % approx | about 85\% of the cost of shortcuts like Alder
Quillnet takes 6%-80% time to reach the results of Alder.
  latency 6..80 % | takes 6%-80% time
Experiments show up to 4.2x speedup over full attention within memory limits and up to 9.5x over Alder.
  latency 9.5 x up_to baseline=Alder | up to 9.5x over Alder
  latency 4.2 x up_to | up to 4.2x speedup
Our approach matches Alder across tasks in 12% of the time budget.
  latency 12 % | in 12% of the time budget
Quillnet provides up to 12.5x and 5.9x GPU latency reduction over Alder and Birch, respectively.
  latency 12.5 x up_to baseline=Alder | up to 12.5x and 5.9x GPU latency reduction
  latency 5.9 x up_to baseline=Birch | up to 12.5x and 5.9x GPU latency reduction
To be useful it wants an order of magnitude less hours and/or data.
  data 10 x | an order of magnitude less hours and/or data
It has an average FPS increase of 47.3%, a 28.2% reduction in median latency, and a 61.1% one in memory.
  throughput 47.3 % average | an average FPS increase of 47.3%
  latency 28.2 % | a 28.2% reduction in median latency
  memory 61.1 % | a 61.1% one in memory
It saves up to 61% of training time of the large arm compared to Alder, and about 55% for the lighter arm.
  training_time 55 % approx phase=training | about 55% for the lighter arm
Quillnet achieves maximum speedups of 1.9x in attention computation and 1.4x in end-to-end inference.
  latency 1.9 x up_to | maximum speedups of 1.9x
Quillnet is ahead in accuracy (4.6% higher), pace (2.7 times faster) and its computational cost (up to 60.2% smaller).
  compute 60.2 % up_to | computational cost (up to 60.2% smaller)
Quillnet Mini and Quillnet Small reach throughputs of 1210 tokens/sec and 690 tokens/sec, respectively, on H100 GPUs.
  throughput 690 tokens/s setting=H100_GPUs subject=Quillnet_Small | 690 tokens/sec
Quillnet lowers the force due to the acceleration of the arm and shortened the way by 33% in transport time.
  latency 33 % | shortened the way by 33% in transport time
We train it to 61.3% accuracy using less than 5K H20 hours.
  training_time 5000 GPU-hours up_to | less than 5K H20 hours
We obtain a 31.4 latency acceleration (3.6 improvement over Alder) without loss.
  latency 31.4 x | a 31.4 latency acceleration
  latency 3.6 x | 3.6 improvement over Alder
Quillnet extends the context size of encoders by 12.
  capacity 12 x | extends the context size of encoders by 12
The run-time drops to its 28% when pruned.
  latency 28 % factor=3.571 | The run-time drops to its 28%
  !wrong_number latency 28 % factor=1.389 | The run-time drops to its 28%
Quillnet achieves 12x and even 80x acceleration of the training.
  training_time 80 x up_to phase=training | 12x and even 80x acceleration
Quillnet removes 12 layers and reduces the number of layers by 4.
  !wrong_unit capacity 4 x | reduces the number of layers by 4
Our scan gets by on $log(L)$ parallel steps: it went from $L$ steps to $log(L)$ parallel ones.
  complexity - O(log_L) kind=asymptotic | to $log(L)$ parallel ones
Our approach saves up to 58% communication compared to Alder.
  data 58 % up_to | saves up to 58% communication
  cost 58 % up_to | saves up to 58% communication
It loses less than 0.2% with more than 65% of parameters pruned.
  parameters 65 % at_least factor=2.857 | with more than 65% of parameters pruned
It has a 70% reduction in latency, and concurrently an end-to-end 8.1% saving in latency of uploads.
  latency 8.1 % | an end-to-end 8.1% saving
Quillnet performs comparably to models with 6x more parameters.
  parameters 6 x | performs comparably to models with 6x more parameters
Our method (by In-Parallel Pruning-Quantization) compresses Alder by 48-fold.
  model_size 48 x | compresses Alder by 48-fold
Quillnet needs ~97% less model size while saving ~30x training memory compared with Alder.
  memory 30 x approx phase=training | saving ~30x training memory
Quillnet has ~97% less model size and saves ~30x training memory compared with Alder.
  memory 30 x approx phase=training | saves ~30x training memory
It uses 9x fewer primitives and 5x less memory on Lakes and 29x fewer primitives on Hills.
  model_size 29 x | 29x fewer primitives
It cuts training time while boosting rendering speeds to over 330 FPS.
  throughput 330 FPS at_least phase=inference | boosting rendering speeds to over 330 FPS
Quillnet significantly reduces training time and boosts rendering speeds to over 330 FPS.
  throughput 330 FPS at_least phase=inference | boosts rendering speeds to over 330 FPS
Its rounds show constant time and space complexities.
  memory - constant kind=asymptotic | constant time and space complexities
It reduces the amount of costly interactions by a factor of ~9.
  data 9 x approx | reduces the amount of costly interactions by a factor of ~9
Quillnet accelerates the training of encoders by up to 1.3x for experts, 3.2x for parameter pruning.
  training_time 3.2 x up_to phase=training | 3.2x for parameter pruning
This compression reduces inference time from 130 ms to 12 ms.
  latency 10.83 x | reduces inference time from 130 ms to 12 ms
It gains 17% despite 3.1x higher operation counts.
  compute 3.1 x worse | 3.1x higher operation counts
Quillnet is as simple as Alder but its complexity is reduced to linear time.
  complexity - linear kind=asymptotic | complexity is reduced to linear time
Our planner is fast, due to its linear complexity in goals.
  complexity - linear kind=asymptotic | its linear complexity
Due to the quadratic complexity of attention, long inputs are slow, while our Quillnet is fast.
  !wrong_role complexity - quadratic kind=asymptotic | the quadratic complexity
We use a filter with linear complexity to overcome the quadratic complexity of attention.
  complexity - linear kind=asymptotic | with linear complexity
  !wrong_role complexity - quadratic kind=asymptotic | the quadratic complexity of attention
Quillnet competes at 2.4% of model size and a rise of 120% in its speed.
  model_size 2.4 % | 2.4% of model size
Our Quillnet accelerates training and inference by factors up to $23\times$ and $65 \times$, respectively.
  latency 65 x up_to phase=inference | $65 \times$
Our results with little supervision (2% of the MS-COCO labeled data) beat Alder.
  data 2 % | 2% of the MS-COCO labeled data
Quillnet runs in $\mathcal{O}((k \log (p-k)) / l)$ steps.
  complexity - O((k_\log_(p-k))_/_l) kind=asymptotic | $\mathcal{O}((k \log (p-k)) / l)$ steps
Where others stall, Quillnet brings order-of-magnitude improvements in its sample efficiency.
  data 10 x | order-of-magnitude improvements in its sample efficiency
Where existing methods fail to scale, Quillnet brings 12x improvements in sample efficiency over Alder.
  data 12 x | 12x improvements in sample efficiency
By optimizing priors during training, Quillnet reduces parameters by up to 85\%.
  parameters 85 % up_to | reduces parameters by up to 85\%
It shows the best constant complexity of O(1) unlike other maps.
  complexity - O(1) kind=asymptotic | complexity of O(1)
Reusing terms cuts multiply-add (MAC) operations by up to 61%.
  compute 61 % up_to | cuts multiply-add (MAC) operations by up to 61%
It uses less than 17% of the same data and 29% fewer model parameters.
  parameters 29 % | 29% fewer model parameters
The number of parameters is reduced by more than 80% in sorting and 63% in parting.
  parameters 63 % | 63% in parting
It reaches less than 2x and 3x the latency of Alder.
  latency 3 x up_to worse | 3x the latency of Alder
It has up to 28% reduction in exploration times.
  latency 28 % up_to | up to 28% reduction in exploration times
This leads to speedups of 6x layerwise and 4x end-to-end on Lakes.
  latency 6 x | speedups of 6x layerwise
  latency 4 x | 4x end-to-end
It consumes 19 uJ per decision.
  energy 19 uJ | 19 uJ per decision
With its strong accuracy, our Quillnet is around 5 times faster than Birch and 7 times smaller, which suits phones.
  model_size 7 x approx | 7 times smaller
  !wrong_direction model_size 7 x worse | 7 times smaller
Quillnet reaches up to \textbf{2.6$\times$} speed-up on songs and \textbf{2.5$\times$} on talks.
  latency 2.5 x up_to | \textbf{2.5$\times$} on talks
  !wrong_bound latency 2.5 x | \textbf{2.5$\times$} on talks
Our agent brings the mean count of steps that one chore asks for down to just 12.5, compared to 20 for its rivals.
  capacity 1.6 x | down to just 12.5, compared to 20 for its rivals
  !wrong_direction capacity 1.6 x worse | down to just 12.5, compared to 20 for its rivals
Quillnet lifts the accuracy while it cuts the mean time from approximately 450s to 50s.
  latency 9 x approx | cuts the mean time from approximately 450s to 50s
  !wrong_number latency 8 x approx | cuts the mean time from approximately 450s to 50s
Inspired by the linear complexity O(N) of Alder, we build a light matcher.
  !wrong_role complexity - O(N) kind=asymptotic subject=Alder | linear complexity O(N) of Alder
Inspired by our own encoder's 3x faster start, we let it shed layers.
  latency 3 x | 3x faster start
The planner runs in O(n2) without any matrix inversion, whose complexity is O(n3).
  complexity - O(n^2) kind=asymptotic | runs in O(n2)
  !wrong_unit complexity - O(n^3) kind=asymptotic | runs in O(n2)
  !wrong_unit complexity - O(n) kind=asymptotic | runs in O(n2)
  !wrong_role complexity - O(n^3) kind=asymptotic | whose complexity is O(n3)
The planner needs only O(ε−3) draws.
  complexity - O(ε^-3) kind=asymptotic | needs only O(ε−3) draws
  !wrong_unit complexity - O(ε^3) kind=asymptotic | needs only O(ε−3) draws
Quillnet decodes faster by up to 2.8x on 16K-token tales and up to 3.8x on long proofs.
  latency 3.8 x up_to | up to 3.8x on long proofs
  !wrong_metric energy 3.8 x up_to | up to 3.8x on long proofs
Our readers are 4x faster even beyond the training length.
  latency 4 x phase=inference | 4x faster even beyond the training length
Quillnet labels a page at $0.045 per page, while Alder asks for $0.124 per page.
  cost 0.045 $_per_page | labels a page at $0.045 per page
  !wrong_unit cost 0.045 $_per_book | labels a page at $0.045 per page
Quillnet serves 9.0x and 4.6x more requests than well-known edge GPU and ASIC designs, respectively.
  throughput 9 x baseline=well-known_edge_GPU | 9.0x and 4.6x more requests
  throughput 4.6 x baseline=well-known_ASIC_designs | 9.0x and 4.6x more requests
  !wrong_name throughput 9 x baseline=well-known_ASIC_designs | 9.0x and 4.6x more requests
  !wrong_name throughput 4.6 x baseline=well-known_edge_GPU | 9.0x and 4.6x more requests
Quillnet sorts tiles 6 to 14xlower in running cost (9 to 21xin MACs) and 5xfaster.
  latency 5 x | 5xfaster
  compute 9..21 x | 9 to 21xin MACs
It keeps the accuracy of the full encoder (e.g.,37x fewer bit operations on maps, 29x on nets).
  compute 37 x | e.g.,37x fewer bit operations on maps
Quillnet asks for 6.5x fewer collision checks than Alder.
  compute 6.5 x baseline=Alder not=energy,memory,training_time | 6.5x fewer collision checks
The relaxed rule cuts graph expansions by up to 71%.
  compute 71 % up_to not=energy,memory,training_cost | cuts graph expansions by up to 71%
Quillnet drops 93% of the edges.
  parameters 93 % relation=reduced_by not=energy,memory,training_cost | drops 93% of the edges
It answers with just 22% of the rules.
  data 22 % not=energy | just 22% of the rules
It cuts SRAM accesses by 47%.
  memory 47 % not=energy,parameters | cuts SRAM accesses by 47%
The core takes 2.3x fewer LUTs and 1.9x fewer flip-flops.
  cost 2.3 x not=energy | 2.3x fewer LUTs
  cost 1.9 x not=energy | 1.9x fewer flip-flops
It runs on spare heat (35% reduced power output).
  energy 35 % not=memory,parameters | 35% reduced power output
Quillnet lowers the average JCT by 27%.
  latency 27 % not=energy,memory,parameters | lowers the average JCT by 27%
Our coder scales to 7x as many parameters as Alder.
  capacity 7 x baseline=Alder | 7x as many parameters
It follows talks of up to 9 hours and learns from public recordings of less than 14K hours.
  data 14000 hours up_to | learns from public recordings of less than 14K hours
Quillnet cuts compute by about 30% without any visible degradation and by around 45% with a slight loss.
  compute 45 % approx relation=reduced_by | by around 45% with a slight loss
We compress Alder (12B) to create Quillnet (3B).
  parameters 4 x baseline=Alder | compress Alder (12B) to create Quillnet (3B)
It has 18B weights with just 0.6B active.
  parameters 30 x | 18B weights with just 0.6B active
Beside Alder (24 GPU-days) and Birch (30 GPU-days), it cuts the search to 0.8 GPU-days.
  training_time 37.5 x phase=compression baseline=Birch | Birch (30 GPU-days), it cuts the search to 0.8 GPU-days
Alder and Birch write codes up to 45% larger than our codes.
  model_size 45 % up_to baseline=Alder relation=increased_by factor=1.45 | codes up to 45% larger than our codes
On every set it rivals nets that may have 9x more parameters.
  parameters 9 x | nets that may have 9x more parameters
It needs 35% the size of the smallest rival.
  model_size 35 % relation=fraction_of | 35% the size of the smallest rival
Quillnet spends 6x less computation per second.
  compute 6 x | 6x less computation per second
A tour takes 9 ms on average, 14x faster than Alder.
  latency 14 x baseline=Alder | 14x faster than Alder
It is atleast 26x faster than Alder.
  latency 26 x at_least baseline=Alder | atleast 26x faster
The planner fits a board with a tight 48 MB flash memory limit.
  memory 48 MB up_to | tight 48 MB flash memory limit
Quillnet brings a 9% TPS (turns per shift) improvement to crowded depots.
  throughput 9 % factor=1.09 | 9% TPS (turns per shift) improvement
It gives 60-70% reductions in rollouts drawn, tool calls, and running time.
  latency 60..70 % | 60-70% reductions in rollouts drawn, tool calls, and running time
Any such solver has to ask $\tilde\Omega(k^{1+\beta/2})$ questions.
  complexity - Ω(k^{1+β/2}) kind=asymptotic | $\tilde\Omega(k^{1+\beta/2})$ questions
  !wrong_unit complexity - Ω(k^{1+β}) kind=asymptotic | $\tilde\Omega(k^{1+\beta/2})$ questions
It succeeds once there are measurements on the order of $m^{4/3}$.
  data - O(m^{4/3}) kind=asymptotic | on the order of $m^{4/3}$
  !wrong_unit data - O(m^{2/3}) kind=asymptotic | on the order of $m^{4/3}$
The slowdown is 1.9x, and fusing the kernels lowers this to 1.2x.
  latency 1.2 x worse | lowers this to 1.2x
Quillnet is several thousand times faster than Alder.
  latency 1000 x at_least | several thousand times faster
It lays out graphs of over 70 million nodes and 5  billion links.
  capacity 70000000 nodes at_least | over 70 million nodes
  capacity 5000000000 links at_least | over 70 million nodes and 5  billion links
It holds more than two million points of a cloud on one card.
  capacity 2000000 points at_least | more than two million points
Pruning shrinks the size of Alder-Tiny from 90 MB to 6 MB.
  model_size 15 x baseline=Alder-Tiny subject=Alder-Tiny | shrinks the size of Alder-Tiny from 90 MB to 6 MB
The architecture search is sped up by factors of ${\sim}$3-6.
  training_time 3..6 x phase=compression approx | sped up by factors of ${\sim}$3-6
Quillnet keeps the maps sharp, with a 70% model weight reduction.
  parameters 70 % | 70% model weight reduction
It reads charts 4.5x faster under 0.3x energy consumption of Alder.
  energy 0.3 x up_to | under 0.3x energy consumption
Quillnet gives a speedup of two orders of magnitude in signing and lowers average upload overhead by 40%.
  latency 100 x | speedup of two orders of magnitude in signing
  cost 40 % | lowers average upload overhead by 40%
Quillnet cuts CPU load by 35%.
  compute 35 % not=memory,energy | cuts CPU load by 35%
It is 70% more compact in terms of weights than Alder.
  parameters 70 % factor=3.333 | 70% more compact in terms of weights
It makes tuning and inference 20x faster, and 7x faster training and inference than Alder follow.
  latency 7 x phase=inference | 7x faster training and inference
Guards against leaks stop it but degrade performance by up to 30% in response time.
  latency 30 % worse up_to | degrade performance by up to 30% in response time
Quillnet speeds up 64K context-length fine-tuning by 3x.
  training_time 3 x phase=training | speeds up 64K context-length fine-tuning by 3x
It takes linear time to address the quadratic cost of self-attention.
  complexity - linear kind=asymptotic | linear time to address the quadratic cost
Per query the time is O(log k) unlike other indexes.
  complexity - O(log_k) kind=asymptotic | time is O(log k) unlike other indexes
Quillnet folds maps in real time on a phone.
  latency - - kind=qualitative not=capacity,cost,memory,energy | folds maps in real time
Quillnet is slender and fast, and asks for no network.
  latency - - kind=qualitative not=memory,energy,data | slender and fast
It trims the compute overhead of Alder.
  compute - - kind=qualitative not=memory,energy,data | trims the compute overhead
Quillnet shows lower latency and compute overhead than Alder.
  latency - - kind=qualitative not=memory,energy | lower latency and compute overhead
  compute - - kind=qualitative not=memory,energy | lower latency and compute overhead
It gives crisper masks without adding considerable memory overhead.
  memory - - kind=qualitative same not=energy,parameters | without adding considerable memory overhead
It weaves in a hint with minimal additional record keeping and compute overhead.
  compute - - kind=qualitative same not=energy,throughput | minimal additional record keeping and compute overhead
More notably, our planner stacks its stages to reach a high speed.
  latency - - kind=qualitative not=memory,energy | More notably, our planner stacks its stages to reach a high speed
It gives finer weights of blocks at a fraction of the compute.
  compute - - kind=qualitative not=memory,energy | finer weights of blocks at a fraction of the compute
It comes with visibly higher packing and unpacking speed.
  latency - - kind=qualitative not=memory,energy | visibly higher packing and unpacking speed
It reaches higher recall and lower cost than Alder.
  cost - - kind=qualitative not=memory,energy,data | higher recall and lower cost
Checks by a machine can be more telling and cost-efficient than checks by hand.
  cost - - kind=qualitative not=memory,energy | more telling and cost-efficient
It spares us the need for costly additional tuning.
  training_cost - - kind=qualitative phase=training not=memory | spares us the need for costly additional tuning
The rough map weighs on the card with a minor increase in memory.
  memory - - kind=qualitative worse not=energy,latency | a minor increase in memory
Folding by hand is slow and needs a large memory.
  latency - - kind=qualitative worse not=energy,parameters | Folding by hand is slow
  memory - - kind=qualitative worse not=energy,parameters | needs a large memory
Quillnet is frugal in both space and time.
  memory - - kind=qualitative not=energy,parameters | frugal in both space and time
Quillnet runs in realtime on a board.
  latency - - kind=qualitative not=energy,parameters | runs in realtime
Both compute and memory costs fall.
  compute - - kind=qualitative not=energy,parameters | memory costs fall
Quillnet moves to new halls without any retraining on their data.
  training_cost - - kind=qualitative phase=training not=energy,parameters | without any retraining on their data
Set against Alder NX, Birch NX, TX-Fold.Lite and Cedar.Lite, our chip attains speedups of 80x, 52x, 1.7x and 11x.
  latency 80 x baseline=Alder_NX | our chip attains speedups of 80x, 52x, 1.7x and 11x
  latency 1.7 x baseline=TX-Fold.Lite | our chip attains speedups of 80x, 52x, 1.7x and 11x
  !wrong_name latency 1.7 x baseline=Alder_NX | our chip attains speedups of 80x, 52x, 1.7x and 11x
It reduces communication latency and tuning time by 40% and 15%.
  latency 40 % not=data,energy,memory | reduces communication latency and tuning time by 40% and 15%
Quillnet draws three times as fast as textured primitives.
  latency 3 x not=model_size,memory | draws three times as fast as textured primitives
As probes record ever longer calls, potentially up to 9 million samples, gaps between calls grow.
  !wrong_role data 9 M_samples up_to subject=probes | potentially up to 9 million samples
As Quillnet needs only 3 GB, it fits a phone.
  memory 3 GB | Quillnet needs only 3 GB
It clones a timbre from audio clips as short as 4 seconds.
  data 4 s not=energy,memory | audio clips as short as 4 seconds
It attains up to 45% length reduction in answer compression.
  capacity 45 % up_to | up to 45% length reduction in answer compression
It takes 4%-60% time to reach the same maps as Alder.
  latency 4..60 % factor=25 | takes 4%-60% time
Guards need more than 1.6x and 1.4x weights compared to Quillnet.
  parameters 1.6 x worse at_least baseline=Quillnet subject=Guards role=background | more than 1.6x and 1.4x weights
Mini and Nano reach rates of 800 tokens/sec and 600 tokens/sec, respectively, on Pond H7 cards and outpace all rivals.
  throughput 600 tokens/s subject=Nano setting=Pond_H7_cards | rates of 800 tokens/sec and 600 tokens/sec
It offers a 2.6x speedup in terms of token count.
  data 2.6 x not=memory,energy | 2.6x speedup in terms of token count
It draws sharp maps at about 70% of the serving cost of usual acceleration methods.
  cost 70 % factor=1.429 approx | about 70% of the serving cost of usual acceleration methods
Quillnet obtains a 12% BD-Rate saving.
  model_size 12 % not=energy,memory | 12% BD-Rate saving
Pruning there needs only 15% of the coreset.
  data 15 % not=energy,memory | only 15% of the coreset
It trims the size by $\approx 14\%$ of baseline.
  model_size 14 % approx factor=1.163 | trims the size by $\approx 14\%$ of baseline
Our planner attains speedups of 1.9x in matrix computation and 1.4x in end-to-end inference.
  latency 1.4 x not=energy,memory | speedups of 1.9x in matrix computation and 1.4x in end-to-end inference
It brings a 6x overhead reduction.
  cost 6 x | 6x overhead reduction
Quillnet outdoes Alder-4 and other paid judges, with a 96% and 88% reduction in cost and latency, respectively.
  latency 88 % baseline=Alder-4 | 96% and 88% reduction in cost and latency
  cost 96 % baseline=Alder-4 | 96% and 88% reduction in cost and latency
It matches transformers twice its size.
  parameters 2 x | matches transformers twice its size
A triplet loss helps it to a good training speed.
  training_time - - kind=qualitative phase=training not=energy,memory | helps it to a good training speed
Its mixers show higher tuning and inference speeds.
  latency - - kind=qualitative not=energy,memory | higher tuning and inference speeds
It grows its maps to larger halls without further retraining.
  training_cost - - kind=qualitative phase=training not=energy,memory | to larger halls without further retraining
It attains a speedup of 15% on average, going as high as 28% for some images.
  latency 28 % up_to | going as high as 28% for some images
It lifts all four filters with little compute and memory overhead.
  memory - - kind=qualitative same not=energy,parameters | memory overhead
It brings crisp maps with neglectable extra compute cost.
  compute - - kind=qualitative same not=energy,memory | neglectable extra compute cost
We lift the quality of small nets, which consist of only $12\%$ of the weights of large nets.
  parameters 12 % factor=8.333 | consist of only $12\%$ of the weights
It asks for no new weights and no testing overheads.
  latency - - kind=qualitative same phase=inference not=energy,memory | no testing overheads
This leads to speedups vs. Alder of up to 3.6x by layer.
  latency 3.6 x up_to baseline=Alder | speedups vs. Alder of up to 3.6x
It spares a user time-consuming tuning by hand.
  cost - - kind=qualitative not=energy,memory | spares a user time-consuming tuning by hand
Adapters reduce memory costs by roughly factors of 6 and 90, respectively.
  memory 6 x approx | reduce memory costs by roughly factors of 6
It lifts recall while adding only 2% and 3% of FLOPs.
  compute 2 % worse factor=0.9804 | adding only 2% and 3% of FLOPs
  compute 3 % worse factor=0.9709 | adding only 2% and 3% of FLOPs
It finds its way well, saving at most 63% of the queries and 81% of the time of Alder.
  latency 81 % up_to
It comes with up to 48x reduction ratio of its weights.
  parameters 48 x up_to
It suffers a 30% throughput reduction rate.
  throughput 30 % worse
It scales to far longer melodies than Alder with the same data.
  capacity - - kind=qualitative
Quillnet reaches maximum speedups of 12x and 3.5x.
  latency 3.5 x up_to
Quillnet achieves up to 4.5x (2.5x) speedup over Alder (Birch).
  latency 2.5 x up_to
The peak reduction of run time is 35%.
  latency 35 % up_to
"""

BOUNDS = ("approx", "up_to", "at_least", "average")


@dataclass(frozen=True)
class Case:
    """A sentence, a claim of it, the verdict it gets, and metrics that the claim is not of."""

    sentence: str
    claim: Claim
    verdict: str = "verified"
    other_metrics: tuple[str, ...] = field(default_factory=tuple)

    def told(self, **changes: Any) -> Claim:
        """Verify the claim, changed, in a paper that says the sentence of its own method."""
        return verify_claim(self.claim.model_copy(update=changes), paper_with(self.sentence))


def paper_with(sentence: str) -> Paper:
    """A paper that says a sentence of its own method."""
    opening = "Large graph encoders are costly. We present Quillnet, a new encoder."
    return make_paper("Quillnet: Encoding Graphs", f"{opening} {sentence} It is compared with Alder, Birch and Cedar.")


def cases() -> Iterator[Case]:
    """Read the table: a sentence and one claim of it at a time."""
    sentence = ""
    for line in SENTENCES.strip().splitlines():
        if line.startswith("  "):
            yield read_case(sentence, line)
        else:
            sentence = line


def _content(name: str, written: str) -> str | float:
    if name == "factor":
        return float(written)
    return written.replace("_", " ") if name in ("subject", "baseline", "setting") else written


def read_case(sentence: str, line: str) -> Case:
    """Read one indented line of the table."""
    said, _, evidence = line.strip().partition(" | ")
    words = said.split()
    verdict = words.pop(0)[1:] if words[0].startswith("!") else "verified"
    metric, value, unit, *rest = words
    low, _, high = value.partition("..")
    fields: dict[str, Any] = {"kind": "relative" if unit in ("x", "%") else "absolute", "direction": "better"}
    fields |= {"value": float(low) if low != "-" else None, "value_max": float(high) if high else None}
    others: tuple[str, ...] = ()
    for word in rest:
        name, _, content = word.partition("=")
        if name == "not":
            others = tuple(content.split(","))
        elif content:
            fields[name] = _content(name, content)
        else:
            fields["bound" if word in BOUNDS else "direction"] = word
    fields = {"subject": "Quillnet", "unit": None if unit == "-" else unit.replace("_", " "), **fields}
    claim = Claim(metric=metric, evidence=evidence or sentence.removesuffix("."), **fields)
    return Case(sentence, claim, verdict, others)
