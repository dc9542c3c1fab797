"""Acronyms: short forms that many papers share, of fields and of well-known works, which a paper mostly only uses.

A paper may still coin one of them anew, or have coined it first: what it introduces in so many words is its own.
"""

from __future__ import annotations

from summarizer.reading.words.vocabulary import words

KNOWN = words(
    # learning
    "DDQN FPTAS PAC CMDP ILP QCQP HRL HGNN GP-UCB DRL MARL IRL TD DDPM DDIM LDM MLE MAP MAE MSE EM ELBO KL GMM RBF "
    "RBM DBN ELM SGD ADMM CEM CMA-ES BO GP GPR MCMC HMC SMC LSH ANN HNSW PQ VQ VQ-VAE VQVAE VAE-GAN WGAN DCGAN GCN "
    "GAT GIN MPNN TCN FCN RCNN R-CNN BiLSTM BiGRU Bi-LSTM Seq2Seq MHA MQA GQA MLA SWA SwiGLU BPE MLM NSP CLM ICL CPT "
    "RLVR RLAIF PRM ORM KTO IPO TTS TTC BoN ToT GoT ReAct RFT LVLM LLaVA SAM SAM2 CAM Grad-CAM SHAP LIME XAI AutoML "
    "HPO FL FedAvg DP DP-SGD OT MMD NTK SNN STDP LIF CRF SVR RF GBDT XGBoost LightGBM CatBoost LDA ICA NMF t-SNE UMAP "
    "DBSCAN XLM-R mBERT DeBERTa "
    # signals, vision and language
    "DCT DFT DWT STFT FFT MFCC VAD ASV SLU NLU NLG NER POS SRL MRC KBQA OCR HTR ReID MOT VOS VIS SOD MDE SfM SfT MVS "
    "VO VIO IMU GNSS GPS LBP HOG SIFT ORB ISP HDR SR SISR NLOS RGB-D RGBD BRDF PBR SDF 2DGS DVS SNR CSI OFDM MIMO RIS "
    "NOMA ISAC UE QoS QoE SLA SLO RIR AEC BWE TSE "
    # systems
    "DRAM SRAM HBM PIM CIM NVM SSD NVMe RDMA MPI NCCL DMA PCIe NUMA TLB JIT MLIR LLVM DSL HLS RTL EDA PPA FSM ISA "
    "RISC-V SIMD SIMT GEMM SpMM SpMV BLAS ZeRO FSDP KVCache CDN DNS TCP QUIC SDN NFV O-RAN RAN IDS PLC "
    "SCADA TEE SGX FHE ZKP PKI OLAP OLTP DBMS ETL SQL NL2SQL WebGPU WebAssembly WASM BPMN UML REST "
    # science, medicine and engineering
    "LBM CFD LES RANS DNS FEM FVM FDM DEM SPH RKPM MOR POD DMD ROM DFT QM FNO DeepONet QSAR SMILES MSA NMR "
    "PET SPECT CBCT DTI fMRI DXA OCT WSI EMR ICD BMI COPD TBI ASD ADHD PPG EMG EOG BCI VR AR XR MR HRI PID LQR "
    "EKF UKF PF DoF CAD CAM BIM GIS SAR NDVI LULC PV EV BMS HVAC SOH SOC RUL PHM CME NWP ENSO GCM ERA5 "
    "CXR MIL MILP MIP SAT SMT CVRP PSO PDDL LDPC DNA LGE LDCT CMR IHC MCI ADNI BraTS MIMIC-IV CLAHE UGC AML "
    "KWS UWB mmWave SMPL KITTI LUT ROS COVID-19 6DoF Sim2Real "
    "ADAS NIR ToF ADC MDS ICC PCC ANOVA RKHS CVaR NIST ISO ASL ESG OSM UHD HPC AWS VTON EO Sentinel-2 "
    # measures
    "F1 AUC AUROC PSNR SSIM LPIPS RMSE MAPE mAP AP FPS ECE EER CER BER KID NIQE MOS MCC NLL PPL QWK SRCC macro-F1 "
    "ROUGE-L InfoNCE "
    # what a model is, is made of and is trained by
    "MCP DAG EMA SE SLM MAS YOLO KAN KANs INR JEPA MTL MIM VAR CFG LRM VFM DLM dLLM CBM CBMs SDE SL CL IL CE MI GA "
    "MAD RM SDS TTT PGD FGSM ERM SFDA MAML CKA OPD NMS RoI ROI FPN PAN FiLM SST SDM MDM VLN VLP LfD "
    "LALM LALMs LLaMA-3-8B Llama3 Llama-3.1-8B DeepSeek DeepSeek-V3 DeepSeek-R1 GPT-2 GPT-4 GPT-4o GPT-4V GPT-4.1 "
    "GPT-5 Qwen2.5 Qwen3 Qwen3-4B Qwen3-8B Qwen2.5-7B Gemma-3 Mistral-7B InternVL FLUX.1-dev SDXL ControlNet CycleGAN "
    "DINOv2 DINOv3 SigLIP V-JEPA VideoMAE HuBERT SBERT DistilBERT ModernBERT BiomedCLIP MedGemma BLIP ConvNeXt "
    "DenseNet EfficientNet MobileNet MobileNetV2 SegFormer VGG VGG-16 VGG-19 VGG16 VGG19 DarkNet TransUNet HELM DETR "
    "RT-DETR VGGT SAM3 vLLM QLoRA DAPO GraphRAG KG-RAG Mem0 ResNet-18 ResNet-50 ResNet18 ResNet50 YOLOv5 YOLOv8 "
    "YOLOv8n YOLOv11 FAISS TF-IDF ConvNet EfficientNet-B0 EfficientNet-B7 ORB-SLAM2 ORB-SLAM3 "
    "TabPFN PagedAttention JPEG MPPI CVPR ICCV ECCV ICLR ICML NeurIPS AAAI EMNLP LibriSpeech MegaFace "
    # what it is tried on and for
    "GSM8K MATH500 MMLU-Pro LongBench LoCoMo MathVista GAIA ARC POPE MLVU Video-MME VideoMME NAVSIM WebArena OSWorld "
    "AndroidWorld Ego4D EgoExo4D CelebA CheXpert RefCOCO RefCOCOg Human3.6M ImageNet-1K ImageNet-C MS-COCO ModelNet40 "
    "NTIRE T2I I2V V2V NVS HOI HPE HAR SER FER NLI IR IE UQ GUI AGI GenAI HITL KGQA KGE KGC RRG RVOS IQA LLIE ISR "
    "CIL VPR UAVs AD AES "
    # words joined by hyphens
    "Mixture-of-Experts Chain-of-Thought LLM-as-a-judge LLM-as-a-Judge LLM-as-judge LLM-as-Judge Vision-Language "
    "Vision-Language-Action Text-to-SQL Text-to-Motion Text-Guided Plug-and-Play Coarse-to-Fine Human-in-the-Loop "
    "Actor-Critic Encoder-Decoder CNN-LSTM CNN-Transformer Mamba-Transformer Dual-Stream Multi-Stage Multi-View "
    "Multi-Modal Multi-Object Multi-Resolution Cross-Attention Cross-Modal Cross-Domain Open-Vocabulary Open-Set "
    "Zero-Shot Few-Shot Test-Time Fine-Tuning Pre-Training Meta-Learning Self-Distillation Domain-Adaptive "
    "Task-Adaptive Spatial-Temporal Spatial-Spectral Time-Series Low-Rank Key-Value State-Space Super-Resolution "
    "Branch-and-Bound Monte-Carlo Kolmogorov-Arnold Bradley-Terry Plackett-Luce Sim-to-Real Real-World human-AI RGB-T "
    "RGB-Event Needle-in-a-Haystack Frank-Wolfe Kullback-Leibler Gauss-Newton Levenberg-Marquardt Runge-Kutta "
    "Navier-Stokes Metropolis-Hastings Johnson-Lindenstrauss Gumbel-Softmax Fenchel-Young Kruskal-Wallis "
    "Expectation-Maximization Crank-Nicolson Courant-Fischer Gough-Stewart Dempster-Shafer Robbins-Monro "
    "Karush-Kuhn-Tucker Cauchy-Schwarz Cramer-Rao Hamilton-Jacobi Euler-Lagrange Gram-Schmidt Newton-Raphson "
    "Nelder-Mead Q-learning Transformer-Mamba PAC-Bayesian Transformer-Transducer quasi-Newton Hartree-Fock Kohn-Sham "
    "Fokker-Planck Gromov-Wasserstein Ornstein-Uhlenbeck Real-Time Long-Term Short-Term Open-Source End-to-End "
    "Any-to-Any Point-to-Point Multi-Agent Multi-Task Multi-Class Multi-Frame Multi-Person Multi-Token "
    "Self-Supervised Self-Attentive Best-Arm Finite-Time Constant-Time Non-Markov Non-Bayesian Quality-Diversity "
    "Bag-of-Visual-Words English-French English-German English-Chinese Infrared-Visible Day-to-Night"
)

SHARED = dict(
    said.split(":")
    for said in words(
        "A3C:critic ABC:computation ABSA:analysis ADE:error ADL:living AL:learning AMR:representation APF:field "
        "APO:optimization ASP:programming AST:tree AT:training ATE:error AU:unit AUV:vehicle AV:vehicle "
        "BA:adjustment BAI:identification BC:cloning BDD:diagram BN:normalization BoW:word BP:pressure BPTT:time "
        "BSP:planning BT:tree CBF:function CBS:search CCA:analysis CDA:augmentation CDPR:robot CDR:recommendation "
        "CFM:matching CIS:segmentation CLF:function CMI:information CNF:form COM:mass CoM:mass ConvLSTM:memory "
        "CoP:pressure COP:problem CPG:generator CPP:planning CQL:learning CRLB:bound CSP:problem CVAE:autoencoder "
        "DA:adaptation DCNN:network DDP:programming DEA:actuator DER:resource DG:generalization DGP:process "
        "DLO:object DMP:primitive DoA:arrival DOF:freedom DPP:process DRO:optimization DSO:odometry DST:tracking "
        "DTW:warping DVL:log dVRK:kit EAE:extraction EBM:model EQA:answering ES:strateg ESDF:field FBG:grating "
        "FDE:error FDR:rate FEA:analysis FET:typing FG-SBIR:retrieval FMCW:wave FoV:view FOV:view FR:recognition "
        "FSL:learning FW:wolfe GAIL:learning GAP:pooling GD:descent GEC:correction GRF:force GT:truth GZSL:learning "
        "HE:encryption HIL:loop HJ:jacobi HMD:display HMI:interface HMR:recovery HR:resolution HRC:collaboration "
        "HSIC:criterion HTN:network IB:bottleneck IBVS:servoing ICP:point ID:distribution IHT:thresholding "
        "IK:kinematic iLQR:regulator IN:normalization INS:system IRLS:square IRM:minimization IS:sampling "
        "ISS:station ITE:effect JS:shannon KB:base KF:filter KKT:tucker kNN:neighbor LCD:detection LDP:privacy "
        "LDS:system LIO:odometry LIP:pendulum LLP:proportion LO:odometry LPV:varying LR:resolution LRU:used "
        "LTL:logic LTR:rank MAB:bandit MALA:algorithm MAPF:finding MAV:vehicle MBRL:learning MC:carlo MCoT:thought "
        "MCQ:question meta-RL:learning MIA:attack MIQP:programming MIS:surgery MOO:optimization "
        "MRF:field MRR:rank MSCKF:filter MVC:clustering MWP:problem MWU:update NBV:view NDT:transform "
        "NE:equilibrium NF:flow NL:language NMPC:control NN:network NODE:equation NPG:gradient OCO:optimization "
        "OCP:problem OF:flow OOV:vocabulary OSDA:adaptation PAC:correct PAD:detection PAM:muscle PB:budgeting "
        "PG:gradient PGM:model pHRI:interaction PII:information PnP:point POI:interest POSG:game QG:generation "
        "QP:programming RCD:descent RCM:motion re-ID:identification Re-ID:identification RE:extraction "
        "REC:comprehension RFF:feature RIC:controller RIP:property RLS:square ROS:system RPE:error RPN:network "
        "RRT:tree RWKV:value SDG:goal SEA:actuator SGDA:ascent SH:harmonic SLIP:pendulum SLR:recognition "
        "SLT:translation SMA:alloy SMoE:expert SOS:square SoTA:art SPL:length SQ:query SRB:body SSC:completion "
        "SSP:path STL:logic STR:recognition STS:similarity SVRG:gradient T2V:video TAMP:planning TDPA:approach "
        "TKG:graph TO:optimization ToM:mind TPP:process TPR:rate TPS:spline TSA:actuator TSP:problem TV:variation "
        "UAP:perturbation UCB:bound UD:dependenc UGV:vehicle UMI:interface USV:vehicle V2X:everything VAT:training "
        "VI:inference Video-LLM:model VideoQA:answering VINS:system VL:language VMR:retrieval VRP:problem "
        "VSR:resolution WBC:control WSD:disambiguation WSOD:detection WSOL:localization WSSS:segmentation ZMP:point "
        "ZSL:learning BNN:network DT:twin ESKF:filter GCNN:network IMM:model JSD:divergence MEC:computing "
        "MTP:prediction NPMI:information SDP:programming TGNN:network"
    )
)
"""Short forms that many papers share in one sense, each with the word, or its beginning, that its long form ends with.

In another sense ("Tour Aware Motion Planner (TAMP)") they can be a paper's own.
"""
