# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_deepvis_global_optspecs
    string join \n network= weights= labels= input= mean= std= random-weights= device= threads= networks= precision= size= log= kiosk= remember= every-channel= gamma= language= large-text= folder= library= head= tour= config= h/help V/version
end

function __fish_deepvis_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_deepvis_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_deepvis_using_subcommand
    set -l cmd (__fish_deepvis_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c deepvis -n "__fish_deepvis_needs_command" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_needs_command" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_needs_command" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_needs_command" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_needs_command" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l networks -d 'ONNX files to step to as well, with commas between' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l precision -d 'The kind of numbers to compute with: f32, or bf16, which is less exact; refused where it is not faster' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l size -d 'Size of the window' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l log -d 'Write down what happens, in a file: it is put aside at 5 MB, and two old ones are kept' -r -F
complete -c deepvis -n "__fish_deepvis_needs_command" -l kiosk -d 'For strangers: the full screen, no way out but q held for two seconds, and the first view again after a minute' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_needs_command" -l remember -d 'Keep a visitor\'s pictures and names until DeepVis ends, in memory; without it as long as their visit, at most five minutes [default: false in a kiosk, true elsewhere]' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_needs_command" -l every-channel -d 'Begin with every channel on the wall, however small, as the key y shows them' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_needs_command" -l gamma -d 'How bright faint values are at the start: 0.6, 1, 0.45 or 0.3' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l language -d 'What the screen speaks: en, de, es or fr [default: in the window what the system speaks, otherwise English]' -r
complete -c deepvis -n "__fish_deepvis_needs_command" -l large-text -d 'Larger words, for who sees them from afar' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_needs_command" -l folder -d 'Where saved pictures and recordings go [default: the folder that DeepVis was started in]' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_needs_command" -l library -d 'The library of what detectors like, a folder that `favourites` and `stimulus` fill' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_needs_command" -l head -d 'A taught head that answers in the room "Teach it"; `deepvis teach`, or x in that room, writes one' -r -F
complete -c deepvis -n "__fish_deepvis_needs_command" -l tour -d 'The tour of visitors, instead of the built-in one; `deepvis tour --check` looks whether it is all right' -r -F
complete -c deepvis -n "__fish_deepvis_needs_command" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_needs_command" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_needs_command" -s V -l version -d 'Print version'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "live" -d 'Open the window (what `deepvis` does without a command)'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "render" -d 'Draw the same dashboard without a window, and save it as a PNG'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "classify" -d 'Say what pictures show'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "layers" -d 'List a network\'s nodes'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "describe" -d 'Say what an ONNX file holds, as the NAME.toml beside it that may be edited'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "activations" -d 'Save every node\'s output for pictures'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "explain" -d 'Show which pixels drive a class or a unit'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "favourites" -d 'Find the pictures that excite each detector most, and keep them in a library'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "removal" -d 'Take detectors away, one after the other, until the answer is another'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "stability" -d 'Measure how much known changes of pictures change the answer'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "stimulus" -d 'Make the picture that a class or a detector would like to see'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "dream" -d 'Dream: amplify in pictures or a clip what a layer, a detector or a class finds there'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "invert" -d 'Make a picture anew from one layer\'s values alone'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "teach" -d 'Teach it classes of your own, from a few pictures of each'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "map" -d 'Draw a map of a folder\'s pictures, on which alike ones stand together'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "networks" -d 'List the networks'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "cameras" -d 'List the cameras'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "bench" -d 'Measure how fast it is'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "check" -d 'Look whether everything is ready: weights, device, speed, display, cameras, disk'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "tour" -d 'Look whether a tour of your own can be followed'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "config" -d 'Print the settings that count, as a deepvis.toml, and where each comes from'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "completions" -d 'Write the completions for a shell'
complete -c deepvis -n "__fish_deepvis_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l networks -d 'ONNX files to step to as well, with commas between' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l precision -d 'The kind of numbers to compute with: f32, or bf16, which is less exact; refused where it is not faster' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l size -d 'Size of the window' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l log -d 'Write down what happens, in a file: it is put aside at 5 MB, and two old ones are kept' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l kiosk -d 'For strangers: the full screen, no way out but q held for two seconds, and the first view again after a minute' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l remember -d 'Keep a visitor\'s pictures and names until DeepVis ends, in memory; without it as long as their visit, at most five minutes [default: false in a kiosk, true elsewhere]' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l every-channel -d 'Begin with every channel on the wall, however small, as the key y shows them' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l gamma -d 'How bright faint values are at the start: 0.6, 1, 0.45 or 0.3' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l language -d 'What the screen speaks: en, de, es or fr [default: in the window what the system speaks, otherwise English]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l large-text -d 'Larger words, for who sees them from afar' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l folder -d 'Where saved pictures and recordings go [default: the folder that DeepVis was started in]' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l library -d 'The library of what detectors like, a folder that `favourites` and `stimulus` fill' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l head -d 'A taught head that answers in the room "Teach it"; `deepvis teach`, or x in that room, writes one' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l tour -d 'The tour of visitors, instead of the built-in one; `deepvis tour --check` looks whether it is all right' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand live" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l out -d 'The PNG to write' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l frames -d 'How many frames to show; the last is saved [default: 1 for a picture, otherwise 60; as many more as --keys needs]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l keys -d 'What to do with keyboard and pointer, one entry a frame from the second on, with blanks between, or a file of entries: keys, as characters or names, such as "Right Right Enter h"; Click@X,Y, Press@X,Y, Drag@X,Y, Lift@X,Y; Hold:KEY:FRAMES; Wait:FRAMES; Touch:NAME, which clicks in the middle of the target of that name, as --json lists them; Keep:FRAMES:NAME, which keeps a finger there. A name with blanks stands in double or single quotes: Touch:"step 3"' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l size -d 'Size of the picture' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l log -d 'Write down what happens, in a file: it is put aside at 5 MB, and two old ones are kept' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l networks -d 'ONNX files to step to as well, with commas between' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l precision -d 'The kind of numbers to compute with: f32, or bf16, which is less exact; refused where it is not faster' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l every-channel -d 'Begin with every channel on the wall, however small, as the key y shows them' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l gamma -d 'How bright faint values are at the start: 0.6, 1, 0.45 or 0.3' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l language -d 'What the screen speaks: en, de, es or fr [default: in the window what the system speaks, otherwise English]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l large-text -d 'Larger words, for who sees them from afar' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l folder -d 'Where saved pictures and recordings go [default: the folder that DeepVis was started in]' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l library -d 'The library of what detectors like, a folder that `favourites` and `stimulus` fill' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l head -d 'A taught head that answers in the room "Teach it"; `deepvis teach`, or x in that room, writes one' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l tour -d 'The tour of visitors, instead of the built-in one; `deepvis tour --check` looks whether it is all right' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -l json -d 'Write the figures as JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand render" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l top -d 'How many guesses to list' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l head -d 'Answer with the classes of this head, which `deepvis teach` or the room "Teach it" has written, or "none of these"' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l by -d 'What of the head answers: means, the nearest mean of a class, or head, what was trained step by step' -r -f -a "means\t'The class means'
head\t'The trained layers'"
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand classify" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand layers" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand layers" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand layers" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand layers" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand layers" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand layers" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand describe" -l labels -d 'A file with the names of its classes, one a line' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand describe" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand describe" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand describe" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand describe" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand describe" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l out -d 'The safetensors file to write: f32, [C, H, W] or [C], named as in `deepvis layers`, and "logits"; of several pictures or a folder, the folder for one such file each' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand activations" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l method -d 'How it is found out' -r -f -a "gradient\t'The gradient'
guided\t'Guided backpropagation'
deconvnet\t'The deconvnet'
grad-cam\t'Where in the last layer with maps they speak for it'
occlusion\t'How the class\'s probability falls where a grey square covers the picture'"
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l class -d 'The class, by its number or its name [default: the best of each picture]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l against -d 'A second class, by its number or its name: why the first and not this one, from the gradient of the difference of their logits [without --class: the best of the others]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l layer -d 'The unit\'s layer, as in `deepvis layers`; without --channel the layer whose maps Grad-CAM weighs' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l channel -d 'The unit\'s channel, from 0; the signal starts from its whole map' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l square -d 'Of occlusion, the side of the grey square in pixels of the network\'s input [default: 48]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l stride -d 'Of occlusion, the pixels from one position of the square to the next [default: 16]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l filter -d 'How a PNG shows a signal: raw, gray, norm (the length of the three colours) or blur (the same, blurred); with --against it is the mean of the three, in two colours' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l out -d 'The file to write: a PNG, or the values as safetensors: `attribution`, f32, [3, H, W] or for Grad-CAM and occlusion [1, H, W]; of several pictures or a folder, the folder for one file each' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l format -d 'What to write into a folder [default: png]' -r -f -a "png\t'A picture'
safetensors\t'The values'"
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -l peak -d 'Start from the unit\'s largest activation alone'
complete -c deepvis -n "__fish_deepvis_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l library -d 'The library that they go into: a folder, which is made where it is not there' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l layer -d 'A layer, as in `deepvis layers`; may be given several times [default: those of the wall, and the classes]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l shard -d 'Look at every N-th picture alone, beginning with number I, into a library of its own: the libraries of all N, merged, are that of the whole' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l merge -d 'Merge libraries of shards into one, without looking at pictures' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand favourites" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l step -d 'The step of the wall whose detectors go, from 1 [default: the last but one with maps]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l seed -d 'Which detectors are drawn at random, for comparison' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand removal" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -l network -d 'The networks to compare, with commas between; `deepvis networks` lists them' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -l random-weights -d 'Run without weights, on made-up ones: the answers mean nothing' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand stability" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l class -d 'The class, by its number or its name' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l layer -d 'The unit\'s layer, as in `deepvis layers`; without --channel every unit of it' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l channel -d 'The unit\'s channel, from 0' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l preset -d 'How the picture is kept like a picture: fourier, or one of Yosinski\'s four, decay, blur, clip-norm and clip-contribution' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l seed -d 'What the noise at the start is drawn with' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l steps -d 'How many steps [default: as many as the recipe for such a unit has]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l out -d 'The file to write: the picture, or how it takes shape' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l library -d 'The library that the pictures of every unit or class go into: a folder, which is made where it is not there' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l shard -d 'Make every N-th picture alone, beginning with number I, into a library of its own: those of all N become a sheet with `deepvis favourites --merge`' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l classes -d 'Every class, into a library'
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l negative -d 'What it likes least: of layers whose values can be negative'
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -l json -d 'Write the figures as JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand stimulus" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l out -d 'The file to write: of one picture a PNG; of a clip, or of --zoom, a film, an animation of ten pictures a second, or a folder of PNGs; of a folder another folder' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l layer -d 'What this layer finds, as in `deepvis layers` [default: the one of the room\'s eyes]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l channel -d 'Only what this channel of the layer looks for, from 0' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l class -d 'A class, by its number or its name' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l frames -d 'How many pictures: of a clip at most so many, of --zoom, a camera or the reel just so many' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l octaves -d 'At how many sizes a picture is dreamt, from its own down [default: down to half of what the network sees]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l strength -d 'How strongly: 0.1 to 10' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l zoom -d 'Fall into the picture: each is the middle of the one before, enlarged by this, such as 1.03' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l seed -d 'By what the pictures are moved at random' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -l json -d 'Write the figures as JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand dream" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l layer -d 'The layer from whose values alone it is made anew, as in `deepvis layers`' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l out -d 'The file to write' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l seed -d 'What the noise at the start is drawn with' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l steps -d 'How many steps' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -l json -d 'Write the figures as JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand invert" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l out -d 'The head to write' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l by -d 'What answers in the test: means, the nearest mean of a class, or head, a linear layer trained for 50 steps; both are written' -r -f -a "means\t'The class means'
head\t'The trained layers'"
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l seed -d 'What the training of the head begins with' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand teach" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l out -d 'The map: a PNG with every picture small at its place, or the places as JSON' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l layer -d 'The layer in which pictures are to be alike, as in `deepvis layers`; of a layer with maps each map\'s mean [default: the last one before the classes]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand map" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand networks" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand networks" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand networks" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand cameras" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand cameras" -l controls -d 'List what can be set on each camera, and how it is set'
complete -c deepvis -n "__fish_deepvis_using_subcommand cameras" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand cameras" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l frames -d 'How many frames to show' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l keys -d 'Run as in a window, press these keys, thirty a second, over and over, and tell what that costs: characters or names, such as "Right Right Enter h", or a file of them' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l against -d 'Compare with an earlier report of bench --json, figure by figure' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l size -d 'Size of the picture' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l log -d 'Write down what happens, in a file: it is put aside at 5 MB, and two old ones are kept' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l networks -d 'ONNX files to step to as well, with commas between' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l precision -d 'The kind of numbers to compute with: f32, or bf16, which is less exact; refused where it is not faster' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l every-channel -d 'Begin with every channel on the wall, however small, as the key y shows them' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l gamma -d 'How bright faint values are at the start: 0.6, 1, 0.45 or 0.3' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l language -d 'What the screen speaks: en, de, es or fr [default: in the window what the system speaks, otherwise English]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l large-text -d 'Larger words, for who sees them from afar' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l folder -d 'Where saved pictures and recordings go [default: the folder that DeepVis was started in]' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l library -d 'The library of what detectors like, a folder that `favourites` and `stimulus` fill' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l head -d 'A taught head that answers in the room "Teach it"; `deepvis teach`, or x in that room, writes one' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l tour -d 'The tour of visitors, instead of the built-in one; `deepvis tour --check` looks whether it is all right' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l rub -d 'Run as in a window, rub the picture out behind door 4, and tell how soon the answer follows'
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -l json -d 'Write the figures as JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand bench" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l networks -d 'ONNX files to step to as well, with commas between' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l precision -d 'The kind of numbers to compute with: f32, or bf16, which is less exact; refused where it is not faster' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -l json -d 'Write JSON'
complete -c deepvis -n "__fish_deepvis_using_subcommand check" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand tour" -l check -d 'The file of the tour' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand tour" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand tour" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l network -d 'The network: a name, `deepvis networks` lists them, or an ONNX file' -r -f -a "efficientnet_lite0\t''
efficientnet_lite1\t''
efficientnet_lite2\t''
alexnet\t''
vgg11\t''
vgg16\t''
squeezenet1_0\t''
squeezenet1_1\t''
resnet18\t''
resnet34\t''
resnet50\t''
googlenet\t''
mobilenet_v2\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l weights -d 'A safetensors file with the network\'s checkpoint names, instead of the published weights' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l labels -d 'A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX file NAME.onnx; ImageNet\'s where there are 1000, otherwise class 0, class 1 and so on]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l input -d 'The side of the picture that an ONNX file reads, in pixels, or its height and width [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes; otherwise 224]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l mean -d 'The mean that an ONNX file\'s pictures are to have taken off, of pixels from 0 to 1: one number, or three for red, green and blue [default: that of NAME.toml, otherwise torchvision\'s 0.485,0.456,0.406]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l std -d 'The deviation by which they are divided then [default: that of NAME.toml, otherwise torchvision\'s 0.229,0.224,0.225]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l random-weights -d 'Run without weights, on made-up ones: its answers mean nothing, and the screen says so' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l device -d 'Where to compute: auto, cpu, cuda or cuda:N' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l threads -d 'libtorch\'s threads, for one pass at a time [default: one less than there are cores; several pictures have a pass with one thread on each core]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l networks -d 'ONNX files to step to as well, with commas between' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l precision -d 'The kind of numbers to compute with: f32, or bf16, which is less exact; refused where it is not faster' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l size -d 'Size of the window' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l log -d 'Write down what happens, in a file: it is put aside at 5 MB, and two old ones are kept' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l kiosk -d 'For strangers: the full screen, no way out but q held for two seconds, and the first view again after a minute' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l remember -d 'Keep a visitor\'s pictures and names until DeepVis ends, in memory; without it as long as their visit, at most five minutes [default: false in a kiosk, true elsewhere]' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l every-channel -d 'Begin with every channel on the wall, however small, as the key y shows them' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l gamma -d 'How bright faint values are at the start: 0.6, 1, 0.45 or 0.3' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l language -d 'What the screen speaks: en, de, es or fr [default: in the window what the system speaks, otherwise English]' -r
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l large-text -d 'Larger words, for who sees them from afar' -r -f -a "true\t''
false\t''"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l folder -d 'Where saved pictures and recordings go [default: the folder that DeepVis was started in]' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l library -d 'The library of what detectors like, a folder that `favourites` and `stimulus` fill' -r -f -a "(__fish_complete_directories)"
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l head -d 'A taught head that answers in the room "Teach it"; `deepvis teach`, or x in that room, writes one' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l tour -d 'The tour of visitors, instead of the built-in one; `deepvis tour --check` looks whether it is all right' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand config" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand completions" -l config -d 'The file with the settings [default: deepvis.toml here, or else that of the person\'s configuration, or else that of DeepVis\' package]' -r -F
complete -c deepvis -n "__fish_deepvis_using_subcommand completions" -s h -l help -d 'Print help'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "live" -d 'Open the window (what `deepvis` does without a command)'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "render" -d 'Draw the same dashboard without a window, and save it as a PNG'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "classify" -d 'Say what pictures show'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "layers" -d 'List a network\'s nodes'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "describe" -d 'Say what an ONNX file holds, as the NAME.toml beside it that may be edited'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "activations" -d 'Save every node\'s output for pictures'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "explain" -d 'Show which pixels drive a class or a unit'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "favourites" -d 'Find the pictures that excite each detector most, and keep them in a library'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "removal" -d 'Take detectors away, one after the other, until the answer is another'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "stability" -d 'Measure how much known changes of pictures change the answer'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "stimulus" -d 'Make the picture that a class or a detector would like to see'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "dream" -d 'Dream: amplify in pictures or a clip what a layer, a detector or a class finds there'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "invert" -d 'Make a picture anew from one layer\'s values alone'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "teach" -d 'Teach it classes of your own, from a few pictures of each'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "map" -d 'Draw a map of a folder\'s pictures, on which alike ones stand together'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "networks" -d 'List the networks'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "cameras" -d 'List the cameras'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "bench" -d 'Measure how fast it is'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "check" -d 'Look whether everything is ready: weights, device, speed, display, cameras, disk'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "tour" -d 'Look whether a tour of your own can be followed'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "config" -d 'Print the settings that count, as a deepvis.toml, and where each comes from'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "completions" -d 'Write the completions for a shell'
complete -c deepvis -n "__fish_deepvis_using_subcommand help; and not __fish_seen_subcommand_from live render classify layers describe activations explain favourites removal stability stimulus dream invert teach map networks cameras bench check tour config completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
