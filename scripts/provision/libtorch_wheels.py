"""The wheels that hold libtorch, for each system and machine as `uname` names them, and what of them is wanted.

torch's metadata pins the others to these versions. Wheels for Python 3.12 are taken everywhere: of Python they hold
nothing that is wanted.
"""

from .wheels import Wheel

VERSION = "2.11.0"  # tch 0.24 builds with this version and no other

# 544 MB for x86_64, 432 MB for aarch64, 81 MB for macOS. On Linux libtorch_cpu itself needs CUDA's
# runtime and CUPTI.
WHEELS = {
    ("Linux", "x86_64"): [
        Wheel(
            "torch",
            VERSION,
            "torch-2.11.0-cp312-cp312-manylinux_2_28_x86_64.whl",
            "0f68f4ac6d95d12e896c3b7a912b5871619542ec54d3649cf48cc1edd4dd2756",
            530712279,
        ),
        Wheel(
            "nvidia-cuda-runtime",
            "13.0.96",
            "nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548",
            2243632,
        ),
        Wheel(
            "nvidia-cuda-cupti",
            "13.0.85",
            "nvidia_cuda_cupti-13.0.85-py3-none-manylinux_2_25_x86_64.whl",
            "4eb01c08e859bf924d222250d2e8f8b8ff6d3db4721288cf35d14252a4d933c8",
            10715597,
        ),
    ],
    ("Linux", "aarch64"): [
        Wheel(
            "torch",
            VERSION,
            "torch-2.11.0-cp312-cp312-manylinux_2_28_aarch64.whl",
            "f99924682ef0aa6a4ab3b1b76f40dc6e273fca09f367d15a524266db100a723f",
            419731115,
        ),
        Wheel(
            "nvidia-cuda-runtime",
            "13.0.96",
            "nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
            "ef9bcbe90493a2b9d810e43d249adb3d02e98dd30200d86607d8d02687c43f55",
            2261060,
        ),
        Wheel(
            "nvidia-cuda-cupti",
            "13.0.85",
            "nvidia_cuda_cupti-13.0.85-py3-none-manylinux_2_25_aarch64.whl",
            "796bd679890ee55fb14a94629b698b6db54bcfd833d391d5e94017dd9d7d3151",
            10310827,
        ),
    ],
    ("Darwin", "arm64"): [
        Wheel(
            "torch",
            VERSION,
            "torch-2.11.0-cp312-cp312-macosx_11_0_arm64.whl",
            "4b5866312ee6e52ea625cd211dcb97d6a2cdc1131a5f15cc0d87eec948f6dd34",
            80606338,
        ),
    ],
}

# What CUDA takes besides: 1969 MB for x86_64, 2199 MB for aarch64; unpacked, 3.0 GB and 3.1 GB.
# libtorch_cuda cannot be opened without them, but for nvrtc, which compiles kernels at run time,
# and cusolver, which libtorch_cuda_linalg needs. Left out: Triton, which only Python uses, and
# NVTX, which nothing needs.
CUDA_WHEELS = {
    ("Linux", "x86_64"): [
        Wheel(
            "nvidia-cublas",
            "13.1.0.3",
            "nvidia_cublas-13.1.0.3-py3-none-manylinux_2_27_x86_64.whl",
            "ee8722c1f0145ab246bccb9e452153b5e0515fd094c3678df50b2a0888b8b171",
            423133236,
        ),
        Wheel(
            "nvidia-cuda-nvrtc",
            "13.0.88",
            "nvidia_cuda_nvrtc-13.0.88-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl",
            "ad9b6d2ead2435f11cbb6868809d2adeeee302e9bb94bcf0539c7a40d80e8575",
            90215200,
        ),
        Wheel(
            "nvidia-cudnn-cu13",
            "9.19.0.56",
            "nvidia_cudnn_cu13-9.19.0.56-py3-none-manylinux_2_27_x86_64.whl",
            "d20e1734305e9d68889a96e3f35094d733ff1f83932ebe462753973e53a572bf",
            366066321,
        ),
        Wheel(
            "nvidia-cufft",
            "12.0.0.61",
            "nvidia_cufft-12.0.0.61-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "6c44f692dce8fd5ffd3e3df134b6cdb9c2f72d99cf40b62c32dde45eea9ddad3",
            214085489,
        ),
        Wheel(
            "nvidia-cufile",
            "1.15.1.6",
            "nvidia_cufile-1.15.1.6-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "08a3ecefae5a01c7f5117351c64f17c7c62efa5fffdbe24fc7d298da19cd0b44",
            1223672,
        ),
        Wheel(
            "nvidia-curand",
            "10.4.0.35",
            "nvidia_curand-10.4.0.35-py3-none-manylinux_2_27_x86_64.whl",
            "1aee33a5da6e1db083fe2b90082def8915f30f3248d5896bcec36a579d941bfc",
            59544258,
        ),
        Wheel(
            "nvidia-cusolver",
            "12.0.4.66",
            "nvidia_cusolver-12.0.4.66-py3-none-manylinux_2_27_x86_64.whl",
            "0a759da5dea5c0ea10fd307de75cdeb59e7ea4fcb8add0924859b944babf1112",
            200941980,
        ),
        Wheel(
            "nvidia-cusparse",
            "12.6.3.3",
            "nvidia_cusparse-12.6.3.3-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "2b3c89c88d01ee0e477cb7f82ef60a11a4bcd57b6b87c33f789350b59759360b",
            145942937,
        ),
        Wheel(
            "nvidia-cusparselt-cu13",
            "0.8.0",
            "nvidia_cusparselt_cu13-0.8.0-py3-none-manylinux2014_x86_64.whl",
            "25e30a8a7323935d4ad0340b95a0b69926eee755767e8e0b1cf8dd85b197d3fd",
            169884119,
        ),
        Wheel(
            "nvidia-nccl-cu13",
            "2.28.9",
            "nvidia_nccl_cu13-2.28.9-py3-none-manylinux_2_18_x86_64.whl",
            "e4553a30f34195f3fa1da02a6da3d6337d28f2003943aa0a3d247bbc25fefc42",
            196493177,
        ),
        Wheel(
            "nvidia-nvjitlink",
            "13.0.88",
            "nvidia_nvjitlink-13.0.88-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl",
            "13a74f429e23b921c1109976abefacc69835f2f433ebd323d3946e11d804e47b",
            40713933,
        ),
        Wheel(
            "nvidia-nvshmem-cu13",
            "3.4.5",
            "nvidia_nvshmem_cu13-3.4.5-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
            "290f0a2ee94c9f3687a02502f3b9299a9f9fe826e6d0287ee18482e78d495b80",
            60412546,
        ),
    ],
    ("Linux", "aarch64"): [
        Wheel(
            "nvidia-cublas",
            "13.1.0.3",
            "nvidia_cublas-13.1.0.3-py3-none-manylinux_2_27_aarch64.whl",
            "c86fc7f7ae36d7528288c5d88098edcb7b02c633d262e7ddbb86b0ad91be5df2",
            542851226,
        ),
        Wheel(
            "nvidia-cuda-nvrtc",
            "13.0.88",
            "nvidia_cuda_nvrtc-13.0.88-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
            "d27f20a0ca67a4bb34268a5e951033496c5b74870b868bacd046b1b8e0c3267b",
            43015449,
        ),
        Wheel(
            "nvidia-cudnn-cu13",
            "9.19.0.56",
            "nvidia_cudnn_cu13-9.19.0.56-py3-none-manylinux_2_27_aarch64.whl",
            "6ed29ffaee1176c612daf442e4dd6cfeb6a0caa43ddcbeb59da94953030b1be4",
            433781201,
        ),
        Wheel(
            "nvidia-cufft",
            "12.0.0.61",
            "nvidia_cufft-12.0.0.61-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
            "2708c852ef8cd89d1d2068bdbece0aa188813a0c934db3779b9b1faa8442e5f5",
            214053554,
        ),
        Wheel(
            "nvidia-cufile",
            "1.15.1.6",
            "nvidia_cufile-1.15.1.6-py3-none-manylinux_2_27_aarch64.whl",
            "bdc0deedc61f548bddf7733bdc216456c2fdb101d020e1ab4b88d232d5e2f6d1",
            1136992,
        ),
        Wheel(
            "nvidia-curand",
            "10.4.0.35",
            "nvidia_curand-10.4.0.35-py3-none-manylinux_2_27_aarch64.whl",
            "133df5a7509c3e292aaa2b477afd0194f06ce4ea24d714d616ff36439cee349a",
            61962106,
        ),
        Wheel(
            "nvidia-cusolver",
            "12.0.4.66",
            "nvidia_cusolver-12.0.4.66-py3-none-manylinux_2_27_aarch64.whl",
            "02c2457eaa9e39de20f880f4bd8820e6a1cfb9f9a34f820eb12a155aa5bc92d2",
            223467760,
        ),
        Wheel(
            "nvidia-cusparse",
            "12.6.3.3",
            "nvidia_cusparse-12.6.3.3-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
            "80bcc4662f23f1054ee334a15c72b8940402975e0eab63178fc7e670aa59472c",
            162155568,
        ),
        Wheel(
            "nvidia-cusparselt-cu13",
            "0.8.0",
            "nvidia_cusparselt_cu13-0.8.0-py3-none-manylinux2014_aarch64.whl",
            "400c6ed1cf6780fc6efedd64ec9f1345871767e6a1a0a552a1ea0578117ea77c",
            220791277,
        ),
        Wheel(
            "nvidia-nccl-cu13",
            "2.28.9",
            "nvidia_nccl_cu13-2.28.9-py3-none-manylinux_2_18_aarch64.whl",
            "01c873ba1626b54caa12272ed228dc5b2781545e0ae8ba3f432a8ef1c6d78643",
            196561677,
        ),
        Wheel(
            "nvidia-nvjitlink",
            "13.0.88",
            "nvidia_nvjitlink-13.0.88-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
            "e931536ccc7d467a98ba1d8b89ff7fa7f1fa3b13f2b0069118cd7f47bff07d0c",
            38768748,
        ),
        Wheel(
            "nvidia-nvshmem-cu13",
            "3.4.5",
            "nvidia_nvshmem_cu13-3.4.5-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
            "6dc2a197f38e5d0376ad52cd1a2a3617d3cdc150fd5966f4aee9bcebb1d68fe9",
            60215947,
        ),
    ],
}

# What must go along with the libraries where they are passed on.
LICENCES = ["*.dist-info/licenses/*"]

WANTED = [
    *LICENCES,
    "torch/include/*",
    "torch/lib/libc10.so",
    "torch/lib/libtorch.so",
    "torch/lib/libtorch_cpu.so",
    "torch/lib/libgomp*.so*",
    "torch/lib/libshm.so",
    # What libtorch_cpu.so needs besides on aarch64.
    "torch/lib/libarm_compute*.so*",
    "torch/lib/libgfortran*.so*",
    "torch/lib/libnvpl_*.so*",
    "nvidia/cu13/lib/libcudart.so.*",
    "nvidia/cu13/lib/libcupti.so.*",
    # The same on macOS, where OpenMP comes from LLVM.
    "torch/lib/libc10.dylib",
    "torch/lib/libtorch.dylib",
    "torch/lib/libtorch_cpu.dylib",
    "torch/lib/libomp.dylib",
    "torch/lib/libshm.dylib",
]

# With what they open by name while they run: cuDNN's parts, nvrtc and its built-ins, nvJitLink.
# What serves several machines (the transports of NVSHMEM, cuFile's RDMA) is left out, as are
# profiling and second versions (`alt`).
CUDA_WANTED = [
    *LICENCES,
    "torch/lib/libc10_cuda.so",
    "torch/lib/libtorch_cuda.so",
    "torch/lib/libtorch_cuda_linalg.so",
    "torch/lib/libtorch_nvshmem.so",
    "nvidia/cu13/lib/libcublas.so.*",
    "nvidia/cu13/lib/libcublasLt.so.*",
    "nvidia/cu13/lib/libcufft.so.*",
    "nvidia/cu13/lib/libcufile.so.*",
    "nvidia/cu13/lib/libcurand.so.*",
    "nvidia/cu13/lib/libcusolver.so.*",
    "nvidia/cu13/lib/libcusparse.so.*",
    "nvidia/cu13/lib/libnvJitLink.so.*",
    "nvidia/cu13/lib/libnvrtc.so.*",
    "nvidia/cu13/lib/libnvrtc-builtins.so.*",
    "nvidia/cudnn/lib/libcudnn*.so.*",
    "nvidia/cusparselt/lib/libcusparseLt.so.*",
    "nvidia/nccl/lib/libnccl.so.*",
    "nvidia/nvshmem/lib/libnvshmem_host.so.*",
]
