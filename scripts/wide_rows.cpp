// A camera whose rows of pixels are padded in memory, as those of many a built-in camera are. The kernel's camera for tests,
// vivid, pads as much as it is asked to. What comes before the C library with LD_PRELOAD asks so whenever a program asks for a
// format; the answer and the pictures are the driver's own. For scripts/test_camera.
#include <dlfcn.h>
#include <linux/videodev2.h>
#include <sys/syscall.h>

#include <cstdarg>

// Not ioctl(): what reads cameras in Rust goes around it.
extern "C" long syscall(long number, ...) noexcept {
    using Syscall = long (*)(long, ...);
    static const auto of_the_library = reinterpret_cast<Syscall>(dlsym(RTLD_NEXT, "syscall"));
    long argument[6];
    va_list given;
    va_start(given, number);
    for (long& each : argument) {
        each = va_arg(given, long);
    }
    va_end(given);
    if (number == SYS_ioctl && static_cast<unsigned>(argument[1]) == VIDIOC_S_FMT) {
        auto* format = reinterpret_cast<v4l2_format*>(argument[2]);
        if (format->type == V4L2_BUF_TYPE_VIDEO_CAPTURE) {
            format->fmt.pix.bytesperline = format->fmt.pix.width * 2 + 96;
        }
    }
    return of_the_library(number, argument[0], argument[1], argument[2], argument[3], argument[4], argument[5]);
}
