"""Vocabulary: the words for resources, quality measures and phases, as tables; those of change are in `changing`.

A phrase stands for its plural too. Extend a table by adding words; nothing here may be there for one paper only.
"""

from __future__ import annotations

from summarizer.records import Metric, Phase


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def one_of(*forms: str) -> str:
    """The expression of any one of some forms, each of which begins a word, and with a letter.

    That nothing of the word stands before it is only asked behind its first letter: where a search can begin is found
    several times as fast by letters as by the bounds of words. It is asked once for all forms with that letter.
    """
    behind: dict[str, list[str]] = {}
    for form in forms:
        behind.setdefault(form[0], []).append(form[1:])
    return "(?:" + "|".join([rf"{one}(?<!\w{one})(?:{'|'.join(rest)})" for one, rest in behind.items()]) + ")"


# --- resources -------------------------------------------------------------------------------------------------------

COSTS: dict[Metric, str] = {
    "latency": "latency, response time, gpu time, gpu-time, inference time, execution time, running time,"
    " run time, runtime,"
    " run-time, run times, delay, real-time factor, rtf, turnaround time, processing time, computation time,"
    " computational time,"
    " computing time,"
    " decoding time, query time, generation time, time-to-first-token, ttft, time to first token, wall time,"
    " tail latency, walltime, wall-clock time, wall clock time, waiting time,"
    " tpot, time-per-output-token, time per output token, time between tokens, first-token-latency,"
    " completion time, planning time, solution time, update time, rendering time, loading time, retrieval time,"
    " time consumption, annotation time, simulation time, solving time, lag, reaction time, evaluation time, "
    "sampling time, makespan,"
    " jct, time-to-goal, time-to-completion, time-to-solution, time-to-next-token",
    "training_time": "training time, training time consumption, pre-training time, pretraining time, "
    "fine-tuning time, finetuning time,"
    " training hours,"
    " gpu hour, gpu-hour, gpu day, gpu-day, tpu hour, training duration, training epoch, search time,"
    " search cost,"
    " quantization time, pruning time, compression time, calibration time, training run, tuning time, time to"
    " convergence, rounds to convergence, iterations to convergence, steps to convergence, epochs to convergence,"
    " training runtime, training iteration, training step, pre-training epoch, epoch,"
    " communication round, time to accuracy, time-to-accuracy, time to target accuracy,"
    " time-to-convergence, time-to-train",
    "training_cost": "training cost, pre-training cost, pretraining cost, fine-tuning cost, finetuning cost,"
    " training compute,"
    " pre-training compute, training flop, training budget, pre-training budget, training computation, training"
    " overhead,"
    " training resource, pre-training flop, training expense, training requirement, training load, training op, "
    "pre-training effort,"
    " training effort",
    "compute": "flop, mac, gflop, gmac, tflop, multiply-accumulate, multiply-accumulate operation,"
    " multiply-adds, multi-adds,"
    " floating point operation, floating-point operation, computation, compute, computational cost, computation cost,"
    " compute cost, computing cost, cost consumption, computational complexity, computing complexity,"
    " computation complexity, computational overhead, compute overhead, computation overhead, computational burden,"
    " computational load, computation load, computing load, compute load, processing load, calculation, "
    "computational expense, computational demand, computational requirement, computational"
    " resource,"
    " compute resource, computing resource, computing power, arithmetic, operation, multiplication, arithmetic"
    " operation,"
    " bit operation, synaptic operation, bop, workload, model complexity, compute budget, computational budget,"
    " amount of computation, gate count, matrix multiplication, computational consumption, computational usage,"
    " computation consumption, computing consumption, processed pixel, pixels processed,"
    " computational effort, attention overhead, attention cost,"
    " computational need, computing need, compute need, compute requirement, compute demand, computation requirement,"
    " computation demand,"
    " cpu load, cpu usage, cpu resource usage, gpu usage, cpu consumption, cpu utilization,"
    " node expansion, expanded node, explored node, visited node, nodes expanded, nodes explored, nodes visited,"
    " edge expansion, state expansion, graph expansion, op, inferences, model inferences, collision check, spikes",
    "parameters": "parameter, param, trainable parameter, learnable parameter, tunable parameter, model "
    "parameter, parameter count, "
    "weight, number of parameters, neuron count, "
    "degrees of freedom, parameter size, parameter number, parameter budget, parameter "
    "overhead, parameter requirement, parameter cost, parameter usage, parameter storage,"
    " model weight, attention heads, heads, filters, channels, network edge, network connection, "
    "synapses, neurons, hidden units",
    "model_size": "model size, network size, map size, size, storage, storage cost, storage space, "
    "storage requirement, disk space, checkpoint size, "
    "checkpoint, gaussians, number of gaussians, gaussian count, gaussian primitive, primitives, splats, bit-width,"
    " bitwidth, bit, bit-rate, space,"
    " index size, file size, model footprint, storage "
    "footprint, disk usage, model sizes, code size, bitrate, bit rate, storage overhead, bd-rate,"
    " bjontegaard delta rate, vertex count, vertices",
    "memory": "memory, memory size, memory footprint, memory usage, memory consumption, memory cost,"
    " memory requirement,"
    " memory overhead,"
    " memory use, memory demand, gpu memory, gpu memory usage, gpu memory use, gpu memory consumption, gpu memory"
    " footprint, gpu memory cost, gpu memory requirement, gpu memory overhead, memory storage, run-time memory, runtime"
    " memory, vram, vram usage, vram consumption, ram, peak memory, kv cache, kv-cache, kv caches, key-value"
    " cache, kv cache size,"
    " key-value pair, kv pair, kv entry, kv token, cached token, kv state,"
    " kv-cache size, kv cache memory, kv cache storage, kv-cache storage, cache, cache size, cache memory,"
    " cached entry, cache entry, entries,"
    " activation memory,"
    " optimizer state, memory traffic, memory access, memory accesses, memory bandwidth, peak memory usage,"
    " memory request, on-chip memory, dram, dram usage, dram access, dram traffic, dram bandwidth, off-chip traffic,"
    " off-chip access, off-chip memory access, data movement, k cache, v cache, key cache, value cache,"
    " buffer size, replay buffer, replay buffer size,"
    " memory bottleneck, memory pressure, memory burden, memory wall,"
    " memory complexity, memory budget, working set, space complexity, footprint",
    "energy": "energy, energy consumption, energy bill, electricity bill, energy cost, energy usage, energy use, "
    "power, power consumption,"
    " electricity,"
    " carbon, carbon emission, carbon footprint, co2, co2 emission, emission, energy footprint, battery, energy"
    " expenditure,"
    " power draw, cost of transport, joule, power usage, energy overhead, energy budget, energy-delay product, edp",
    "data": "data, data size, dataset size, training set size, training data, training sample, sample, labeled data,"
    " labelled data, label, annotation, training "
    "example, example, training set, dataset, data set, training instance, instance, supervision, labeled "
    "sample, labelled sample, training token, pre-training token, pretraining token, training image, "
    "demonstration, interaction, environment step, environment interaction, training dataset, pre-training data, "
    "pretraining data, fine-tuning data, trajectory, training pair, token, token length, visual token, image "
    "token, vision token, input frame, video frame, input token, output token, token count, number of tokens,"
    " prompt token, reasoning "
    "token, model token, token budget, token consumption, token usage, token overhead, simulated trajectory, "
    "preference pair, annotated data, annotation cost, annotation effort, labeling cost, training corpus, "
    "labeling effort, labelling effort, training subject, training scene, training case, training environment, "
    "training view, training object, training problem, training question, training video, training frame, "
    "training demonstration, training trajectory, training sequence, training document, "
    "training record, data requirement, measurement, calibration sample, corpus, token generation, training "
    "episode, episode, rollout, frames, patches, views, images, clips, keyframes, data points, test point, "
    "correspondences, clicks, corrections, questions, simulations, completions, label query, human query, "
    "oracle query, ratings, sample requirement, measurement requirement, label requirement, data demand, "
    "data size, dataset size, data set size, training set size, training data size, corpus size",
    "complexity": "complexity, time complexity, asymptotic complexity",
    "capacity": "step, sampling step, denoising step, diffusion step, decoding step, iteration, function evaluation, "
    "network evaluation, evaluation, nfe, number of moves, number of actions, number of attempts, number of tries, "
    "number of grasps, number of pushes, number of picks, number of lifts, number of transfers, number of placements, "
    "number of hops, number of waypoints, number of maneuvers, number of manoeuvres, number of regrasps, layer,"
    " depth, sequence length, input length, forward pass, "
    "inference step, optimization step, round, turns, timesteps, time-steps, network pass, model pass, "
    "number of passes, cot length, reasoning length, response length, output length, answer length",
    "cost": "cost, expense, price, budget, resource, overhead, burden, money, monetary cost, api cost, dollar,"
    " expenditure, resource consumption, resource usage, resource requirement, communication cost,"
    " communication overhead, communication bottleneck, time cost, bandwidth, communication, data transfer,"
    " data traffic, communication traffic, network traffic, bandwidth requirement, bandwidth usage,"
    " bandwidth consumption, tco, operating cost, operation cost, maintenance cost, developer effort,"
    " engineering effort, labor effort, user effort, human intervention, manual intervention, expert"
    " intervention, operator intervention, human intervention rate, human involvement,"
    " qubit usage, qubit count, spending, uplink traffic, downlink traffic, uplink communication, upload traffic,"
    " bill, fee, api call, oracle call, solver call, function call, llm call, model call, tool call, call, "
    "invocation, model invocation, human"
    " effort, manual effort, effort, human workload,"
    " operator workload, user workload, annotator workload, review effort, queries, model query, llm query, "
    "transmissions, messages, luts, ffs, dsps,"
    " brams, machines, servers,"
    " gpus, accelerators, labor, labour, communication volume, hardware "
    "cost, deployment cost, operational cost, serving cost,"
    " tool usage, tool use, tool invocation, inference cost, chip area, silicon area, die area",
}
GAINS: dict[Metric, str] = {
    "latency": "speed, inference speed, processing speed, decoding speed, generation speed, execution speed,"
    " runtime efficiency,"
    " inference efficiency, time efficiency, sampling speed, running speed, computation speed, computational speed,"
    " sampling efficiency,"
    " decoding efficiency, runtime performance, kernel performance, execution performance, generation efficiency",
    "throughput": "throughput, inference throughput, training throughput, tokens per second, token per second,"
    " fps, frame rate,"
    " frames per second, images per second, queries per second, goodput, requests served, samples per second,"
    " framerate, tps,"
    " request rate, block efficiency, acceptance length,"
    " ipc, instructions per cycle, execution frequency, control frequency, inference frequency,"
    " control rate, planning rate, replanning rate, planning frequency, replanning frequency, inference rate,"
    " processing rate,"
    " mfu, hardware utilization, gpu utilization, utilization, bandwidth utilization, serving capacity, qps",
    "training_time": "training speed, convergence speed, learning speed, convergence rate, training throughput,"
    " convergence,"
    " pre-training speed, training speed-ups, search speed, training time efficiency",
    "training_cost": "training efficiency, pre-training efficiency, fine-tuning efficiency",
    "compute": "computational efficiency, computation efficiency, compute efficiency, computing efficiency,"
    " flops efficiency",
    "parameters": "parameter efficiency, parameter-efficiency",
    "model_size": "compression, compression efficiency, compression ratio, compression rate, model compression,"
    " storage efficiency",
    "memory": "memory efficiency, memory compression, kv cache compression, kv-cache compression,"
    " cache compression, kv compression, key-value cache compression",
    "energy": "energy efficiency, power efficiency, energy-efficiency, battery life, battery-life, battery lifetime,"
    " performance per watt, performance-per-watt, throughput per watt, tokens per joule, inferences per joule,"
    " operations per watt",
    "data": "token compression, visual token compression, data efficiency, sample efficiency,"
    " label efficiency, data-efficiency, sample-efficiency, token"
    " efficiency, demonstration efficiency, annotation efficiency",
    "capacity": "batch size, mini-batch size, minibatch size, batch, context length, context window,"
    " context, model,"
    " sequence, input sequence,"
    " resolution, length, user, request, client, contexts, concurrent request, concurrency, scale, sub-network,"
    " models, problem size, input size, effective horizon",
    "cost": "performance per dollar, performance-per-dollar, throughput per dollar, tokens per dollar,"
    " cost-performance ratio, price-performance ratio,"
    " cost efficiency, cost-efficiency, cost-effectiveness, resource efficiency, efficiency, resource"
    " utilization, data collection efficiency",
}
EFFICIENT: dict[Metric, str] = {
    "compute": "computationally efficient,computational efficient,computationally-efficient,compute-efficient,compute"
    " efficient,computation-efficient,computation efficient,computing-efficient,computing efficient",
    "parameters": "parameter-efficient,parameter efficient",
    "memory": "memory-efficient,memory efficient,space-efficient,space efficient",
    "energy": "energy-efficient,energy efficient,power-efficient",
    "data": "data-efficient,data efficient,sample-efficient,sample efficient,label-efficient,label efficient,"
    "query-efficient,query efficient,annotation-efficient,annotation efficient",
    "latency": "time-efficient,time efficient,space-time efficient,runtime-efficient,runtime efficient,"
    "latency-efficient,latency efficient,speed-efficient",
    "training_cost": "training-efficient,training efficient",
    "model_size": "storage-efficient,storage efficient",
    "cost": "cost-efficient,cost efficient,cost-effective,resource-efficient,resource efficient,"
    "communication-efficient,communication efficient,bandwidth-efficient,bandwidth efficient,hardware-efficient,"
    "hardware efficient",
}
HEADS = words(
    "time cost expense speed memory complexity overhead burden compute computation efficiency resource footprint "
    "consumption usage use demand load budget throughput flop requirement energy data power step token epoch size"
)
WEAK_RESOURCES = words(
    "data dataset sample example instance label annotation weight bit size operation step token round model "
    "machines servers gpus accelerators space sequence length user request client scale context resolution "
    "resource efficiency budget price cache layer "
    "depth entries power interaction trajectory measurement communication evaluation iteration bandwidth "
    "supervision epoch corpus demonstration batch power computation compression complexity convergence "
    "multiplication calculation arithmetic ratings effort labor labour carbon emission utilization cost "
    "footprint compute "
    "gaussians primitives splats turns concurrency tps episode rollout call invocation vertices frames patches views "
    "images clips keyframes correspondences clicks corrections questions simulations completions queries "
    "transmissions messages spikes op inferences heads filters channels neurons synapses timesteps time-steps"
) | {
    *("token generation", "data transfer", "data traffic", "communication traffic", "network traffic"),
    *("training subject", "training scene", "training case", "training environment", "training view"),
    *("training object", "training problem", "training question", "training video", "training frame"),
    *("training demonstration", "training trajectory", "training sequence", "training document"),
    *("bandwidth requirement", "bandwidth usage", "bandwidth consumption", "review effort"),
    *(
        "data set",
        "training set",
        "models",
        "llm call",
        "model call",
        "model invocation",
        "tool call",
        "human effort",
        "human intervention",
        "manual intervention",
        "human involvement",
        "manual effort",
        "attention heads",
        "hidden units",
        "data points",
        "replay buffer",
    ),
}

# --- qualities -------------------------------------------------------------------------------------------------------

HIGHER = (
    "accuracy, accuracies, top-1 accuracy, top-5 accuracy, top-1, top-5, acc, balanced accuracy, classification "
    "accuracy, zero-shot accuracy, test accuracy, precision, recall, f1, f1 score, f1-score, f-score, f-measure, "
    "macro-f1, micro-f1, macro f1, micro f1, bleu, bleu score, bleu-4, sacrebleu, rouge, rouge-1, rouge-2, rouge-l, "
    "meteor, cider, cider-d, spice, bertscore, comet, chrf, map, map50, map75, map50-95, map@50, map@0.5, ap, box ap, "
    "mask ap, ap50, ap75, average precision, mean average precision, miou, iou, mean iou, intersection over union, "
    "dice, dice score, dice coefficient, dice similarity coefficient, dsc, pq, rq, sq, psnr, ssim, ms-ssim, auc, "
    "auroc, auprc, roc-auc, roc auc, auc-roc, aucs, area under the curve, area under the "
    "roc curve, area under the receiver operating characteristic, area under the receiver operating characteristic "
    "curve, area under the precision-recall curve, pr-auc, u-recall, pa-mpjpe, s-bleu, d-bleu, c-index, "
    "concordance index, ndcg, ndcg@10, "
    "ndcg@5, mrr, mrr@10, hit rate, hit ratio, hits@1, hits@10, hit@1, hit@10, recall@1, recall@10, recall@5, r@1, "
    "r@5, r@10, em, exact match, pass@1, pass@10, pass@k, pass rate, success rate, win rate, win-rate, score, "
    "scores, r2, r-squared, coefficient of determination, coefficients of determination, success, factuality, "
    "correlation, pearson correlation, spearman correlation, spearman, pearson, kappa, mcc, mos, mean opinion score, "
    "clip score, clip-score, clipscore, inception score, nds, hota, mota, idf1, pck, oks, j&f, agreement, "
    "sensitivity, specificity, return, reward, consistency, preference, human-normalized score, average score, glue "
    "score, detection rate, true positive rate, acceptance rate, completion rate, resolve rate, correctness, "
    "faithfulness, elo, skill, likelihood, snr, si-sdr, sdr, pesq, stoi, viou, vmaf, q2, answers correctly, "
    "log-likelihood, cosine similarity, semantic similarity, structural similarity, structural similarity index, "
    "speaker similarity, recognition rate, identification rate, coverage, mota, amota, tar, gpt-4 "
    "score, ndcg@20, recall@20, hr@10, "
    "hr@20, jaccard, v-measure, nmi, ari, silhouette, prediction accuracy, classification performance, retrieval "
    "performance, segmentation performance, detection performance, forecasting performance, prediction performance, "
    "downstream performance, auc score, solve rate, sisdr, pearson r, pearson's r, pearson ρ, pearson rho, spearman r, "
    "spearman coefficient, pearson coefficient, "
    "spearman rho, spearman ρ, spearman's rho, spearman's ρ, kendall's tau, kendall's τ, r 2, krippendorff's alpha, "
    "krippendorff's α, cohen's kappa, cohen's κ, f2, f2-score, f2 score, f0.5, f-1, f-1 score, macro-f, weighted-f1, "
    "fmeasure, weighted f1, mean-average-precision, bertscore-f1, chrf++, f-measure score"
)
LOWER = (
    "error, error rate, errors, top-1 error, wer, word error rate, word-error-rate, cer, character error rate, fid, "
    "fid score, fvd, kid, lpips, perplexity, ppl, mse, mae, rmse, mape, smape, mean squared error, mean absolute "
    "error, root mean square error, root mean squared error, root-mean-squared-error, root-mean-square error, "
    "training loss, test loss, prediction loss, reconstruction loss, "
    "cross-entropy loss, validation loss, nll, negative log-likelihood, bits per byte, "
    "bits per character, bits per dimension, bits-per-byte, bits-per-character, bpd, bpc, bpb, eer, equal error "
    "rate, hd95, hausdorff distance, deviation, hallucination rate, attack success rate, false positive rate, false "
    "alarm rate, mpjpe, absrel, ade, fde, minade, minfde, chamfer distance, ece, calibration error, regret, relative "
    "error, prediction error, test error, fad, mcd, der, diarization error rate, crps, optimality gap, "
    "hallucination, mean error, mean-absolute-error, word-error-rates, gfid, l1 distance, l2 distance, frechet "
    "distance, fréchet distance, kl divergence, kullback-leibler divergence, maximum mean discrepancy, mmd, ber, "
    "balanced error rate, bit error rate, fpr95, fpr, false reject rate, false rejection rate, false-positive rate, "
    "false-negative rate, l1 error, l2 error, word-error rate, forecasting error, brier score, false negative rate, "
    "failure rate, toxicity"
)
WEAK_QUALITIES = (
    "performance, quality, generalization, robustness, fidelity, results, result, points,"
    " capability, effectiveness, metric, perceptual quality, accurate, vote, record"
)

PHASES: dict[str, Phase] = {
    **dict.fromkeys(
        words(
            "training train trains trained pre-training pretraining pre-train pre-trains pretrain pretrains "
            "fine-tuning finetuning fine-tune fine-tunes finetune finetunes "
            "tuning "
            "post-training converge converges converged converging convergence retraining re-training epoch epochs "
            "backpropagation learn learns"
        ),
        "training",
    ),
    **dict.fromkeys(
        words(
            "inference decoding decode generation generate generating generates serving deployment test-time prefill "
            "prefilling sampling predict query queries rendering response prompt on-device real-time streaming "
            "autoregressive inferencing runtime run-time token-generation speculative acting testing"
        ),
        "inference",
    ),
    **dict.fromkeys(
        words(
            "quantization quantize quantizes quantizing quantizer quantisation quantise quantises quantising pruning "
            "prune prunes compression compressing search searching searches calibration distilling condense condenses "
            "condensing nas"
        ),
        "compression",
    ),
}
"""Words that say when a cost falls due."""

PHASE_ADJECTIVES = PHASES.keys() - {"trained", "converge", "converges", "pruned", "query", "queries", "runtime"}
MODIFIERS: dict[str, Metric] = {
    **dict.fromkeys(words("computational computation compute computing arithmetic space-time"), "compute"),
    **dict.fromkeys(words("flop mac flops macs processor cpu"), "compute"),
    **dict.fromkeys(words("memory ram vram space kv kv-cache cache"), "memory"),
    **dict.fromkeys(("energy", "energetic", "power", "carbon", "environmental"), "energy"),
    **dict.fromkeys(("storage", "disk"), "model_size"),
    **dict.fromkeys(
        ("time", "speed", "latency", "runtime", "inference-time", "step-time", "wall-time", "wall-clock"), "latency"
    ),
    **dict.fromkeys(("parameter", "params"), "parameters"),
    **dict.fromkeys(("annotation", "labeling", "labelling", "label"), "data"),
    **dict.fromkeys(("economical", "resource", "financial", "economic", "monetary", "hardware", "engineering"), "cost"),
}
ONLY = words("only just merely mere solely barely")
"""Words that call an amount little."""
OURS = words("we our ours")
TRAININGS = words("training pre-training pretraining retraining re-training fine-tuning finetuning")
"""Words for training, of whatever kind."""
TIMES = words("weeks days hours minutes seconds milliseconds microseconds")
RATES = words("rate rates ratio ratios")
TASKS = words("classification detection segmentation recognition identification retrieval prediction localization")
"""What is done to data, and does not say how well."""
