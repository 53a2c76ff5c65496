// A convolution that takes CONVOLUTION_MS milliseconds of sleep, or none, and yields zeros; none either once the file
// CONVOLUTION_UNTIL is there. It comes before libtorch's own with LD_PRELOAD: on the emulated processor of
// scripts/test_camera a picture takes EfficientNet-Lite0 seconds of work, and most of its tests are not about what is seen.
#include <ATen/core/Tensor.h>
#include <ATen/ops/_convolution_ops.h>
#include <ATen/ops/zeros.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace at::_ops {

Tensor _convolution::call(
    const Tensor& input, const Tensor& weight, const ::std::optional<Tensor>& /*bias*/, c10::SymIntArrayRef stride,
    c10::SymIntArrayRef padding, c10::SymIntArrayRef /*dilation*/, bool /*transposed*/, c10::SymIntArrayRef /*output_padding*/,
    c10::SymInt /*groups*/, bool /*benchmark*/, bool /*deterministic*/, bool /*cudnn_enabled*/, bool /*allow_tf32*/
) {
    static const char* const sleep = ::std::getenv("CONVOLUTION_MS");
    static const char* const until = ::std::getenv("CONVOLUTION_UNTIL");
    ::std::error_code nothing;
    if (sleep && !(until && ::std::filesystem::exists(until, nothing))) {
        ::std::this_thread::sleep_for(::std::chrono::milliseconds(::std::atoi(sleep)));
    }
    auto side = [&](int axis) {
        auto room = input.size(axis) + 2 * padding[axis - 2].expect_int() - weight.size(axis);
        return room / stride[axis - 2].expect_int() + 1;
    };
    auto options = input.options().memory_format(MemoryFormat::ChannelsLast);
    return at::zeros({input.size(0), weight.size(0), side(2), side(3)}, options);
}

}  // namespace at::_ops
