# Every word on the screen, in English. The format is Project Fluent's: projectfluent.org/fluent/guide.
#
# A message is a line, however long: a line break in the table is one on the screen.
# The network is "it", a small square of its map a "detector", a layer on the wall a "step".
# Numbers come as they are shown; a count can choose between forms.

## The bar of doors

door-see = What does it see?
door-see-short = See
door-inside = Look inside
door-inside-short = Inside
door-looks-for = What is it looking for?
door-looks-for-short = Looks for
door-hide = Hide a part
door-hide-short = Hide
door-changes = Why did it change its mind?
door-changes-short = Changes
door-dreams = What does it dream?
door-dreams-short = Dreams
door-teach = Teach it
door-teach-short = Teach
door-play = Let’s play
door-play-short = Play

## The last line

promise = Nothing leaves this computer. When it is switched off, it has forgotten you.
foot-untrained = Made-up weights, never trained: watch how the numbers flow, but what it answers means nothing.
foot-recording = Recording, { $time }: the file remembers you.
foot-loading = loading { $name } …
foot-device = { $name } on { $device }
foot-assumed = { $name }, input assumed

## The picture

picture-title = It looks
picture-waiting = waiting for the first picture …
picture-now = now
# What people have about them, and the network's class for each.
things-to-hold-up = a cup: coffee mug, a banana: banana, a keyboard: computer keyboard, sunglasses: sunglasses, a watch: digital watch
show-me = Show me { $things }
picture-held = held
picture-last = This is the last picture.
picture-last-short = The last picture.
picture-sees-square = it sees this square
picture-sees-part = it sees this part
picture-sees-all = it sees all of it
pace-still = A photo: it does not move.
pace-still-short = A still photo.
pace-all = It keeps up with all { $all } pictures a second.
pace-short = Looks at { $shown } of { $all } a second.
pace-some = It looks at { $shown } of { $all } pictures a second.
button-freeze = Freeze
button-go-on = Go on
button-photos = Photos
button-camera = Camera
button-next-photo = Next photo

## One detector, close up

close-up-title = One detector, close up
close-up-short = One detector
close-up-drives = What drives { $name }?
close-up-step = in step { $step }
close-up-moment = one moment …
close-up-off = It is taken away.
close-up-silent = It finds nothing in this picture.
close-up-whole = It answers for the whole picture at once.
close-up-lights = It lights up here.
close-up-inside = Look inside

## The key to the squares

legend-nothing = found nothing
legend-found = found it!
legend-patterns = Each square shows the picture that its detector would like. The early steps are being made out of noise, one after the other; a square is empty until its picture is known.
legend-patterns-short = What each detector would like; empty: not known yet.
legend-late = Late squares see more of the picture at once, so they are coarser.
legend-late-short = Late squares see more at once: coarser.
legend-signed-short = Below zero: grey.

## The wall

wall-title = It searches, step by step
wall-touch-short = touch one
wall-touch = touch any square
wall-untrained = untrained
wall-everything = edges to things
step = step { $step }
depth-edges = edges
depth-outlines = outlines
depth-textures = textures
depth-shapes = shapes
depth-parts = parts
depth-things = things

## What a finger can change in a room

tab-rub-out = Rub a part out
tab-every-place = Every place
tab-removal = Take its detectors away
tab-last-change = The last change
tab-how-little = How little it takes
tab-last-minute = The last minute
tab-chair-test = Chair test
tab-two-networks = Two networks
flip-earlier = Earlier
flip-later = Later
occlusion-square = Square
occlusion-stride = Steps
occlusion-pixels = { $pixels } pixels
occlusion-answer-again = Ask about its answer again


## The help: its headings, and what each key does

group-move = Look around
group-picture = The picture
group-show = How it is drawn
group-ask = What drives a detector
group-test = Why does it change its mind?
group-program = DeepVis

key-move = move the selection (with Shift: in steps)
key-closer = closer: the step, the detector, its pixels
key-back = back
key-layers = previous, next layer
key-pages = inside: the squares before, after
key-all-layers = inside: all layers of the step
key-zoom = one detector: in its step, large, its pixels
key-find = find a layer, a detector or a word
key-name = give a detector a name
key-freeze = freeze the picture, go on
key-pictures = picture before, after; 10 s in clips
key-source = camera or files; shake a photo
key-camera = the next camera
key-mirror = mirror the camera
key-power-line = camera: against lamps that flicker
key-hold = camera: hold focus, exposure, colours
key-low-light = camera: may it be slow in the dark
key-camera-zoom = camera: zoom
key-rotate = camera: turn its picture
key-every-channel = all detectors; in squares what each likes
key-language = Deutsch, Español, Français; larger words
key-gamma = gamma: how bright faint values are
key-network = the next network
key-boost = each detector on a scale of its own
key-colors = colours; lay the map over the picture
key-statistics = statistics
key-full-screen = full screen
key-method = which pixels: off, gradient … Grad-CAM
key-filter = drawn raw, gray, as norm, blurred
key-signals = in a layer: activations or signals
key-guesses = ask about its best word, its second best
key-pin = keep asking about this one, about no word
key-peak = ask from its ring alone
key-beside = keep this detector beside the next
key-switch-unit = take this detector away, or its whole layer
key-save = save a picture of the screen
key-export = export maps and pixels to a file
key-record = record what is shown, stop
key-help = what can be done; hold it: presenter
key-door = through a door of the bar
key-wrong = it is wrong: which word, then?
key-explain = explain what is on the screen; forget me
key-quit = quit (kiosk: hold two seconds)
key-two-networks = two networks, one picture; another one
key-clock = when it changed its mind: the last minute
key-rub-out = rub a part out; wipe clean
key-hide-one = hide the square that it needs most
key-removal = take its detectors away; once more
key-occlusion = hide every place; evidence by pixels
key-square = the rubber or the square: smaller, larger
key-stride = its steps: shorter, longer
key-flips = look at the flip before, after
key-chair = chair test: move, and see; once more
key-how-little = how little it takes: move, turn, zoom

## The answer, and numbers in words

class-unknown = unknown
percent = { $of } %
percent-below-one = < 1 %
times =
    { $count ->
        [0] not once
        [1] once
        [2] twice
       *[other] { $count } times
    }
delay = { $seconds } s
delay-part = 1/{ $part } s

## A detector, and which pixels drive it

detector = no. { $number }
detector-of-step = a detector of step { $step }
the-answer = the answer
one-moment = one moment …
method-gradient = gradient
method-guided = guided backpropagation
method-deconvnet = deconvnet
method-grad-cam = Grad-CAM
pixels-not-asked = It was not asked which pixels drive it.
pixels-ask = { $key }: which pixels drive it?
pixels-read = { $method }: { $aid }
pixels-heat = bright places speak for it
pixels-raw = grey pixels do not matter
pixels-gray = light adds, dark takes away
pixels-norm = bright pixels matter

## The statistics of a layer

statistics-title = Statistics
statistics-open = Open a layer: its numbers stand here.
statistics-open-with = Open a layer with { $key }: its numbers stand here.
statistics-of-signals = { $layer } (signals)
statistics-zeros = { $percent } % of its values are zero
statistics-silent =
    { $frames ->
        [one] { $silent } of { $all } channels silent over the last frame
       *[other] { $silent } of { $all } channels silent over the last { $frames } frames
    }
statistics-most = { $value } and more
statistics-axis = how often (log)

## Under the pointer, and what a search finds

tooltip-flip = { $from } → { $to } · click to see
tooltip-step = step { $step }: touch to look inside
tooltip-square-here = { $which } · { $value } here
find-title = Find
find-what = Type a layer’s name, a detector’s number, or one of the words that it knows.
find-nothing = nothing is called that
find-layer = layer of step { $step }, { $kind }
find-detector = of { $count } in { $layer }
find-class = class
find-named = { $number }, step { $step }
named-of-step = “{ $name }”, a detector of step { $step }
unit-named = “{ $name }”, no. { $number } of { $count }
close-up-named = “{ $name }”
name-title = What would you call it?
name-says = Touch a word, or type a name and press Enter. It stays until you go.
name-thing = thing { $number }
name-it = Give it a name
name-another = Another name

## The rooms: heading, what is to be seen, and what i explains

rub-title = Hide a part
rub-says = Rub with a finger, and watch the answer.
rub-hide-one = Hide one for me
rub-hide-one-soon = One moment …
rub-wipe = Wipe clean
rub-live = Back to live
rub-held = Held, while you rub
rub-photo = A photo: rub on it
rub-is-live = Live: rub on it, and it is held
rub-grey = grey: hidden from it
rub-task = Hide as little as you can, until it no longer says “{ $name }”.
rub-hid = You hid { $percent } %
rub-changed = It no longer says “{ $name }”!
rub-same = It still says “{ $name }”.
rub-surer = It is even surer now that it is “{ $name }”.
rub-less-sure = It still says “{ $name }”, but is less sure.
rub-explains-1 = What you rub out becomes grey, the mean colour of the pictures that the network learned from, and it answers anew at once.
rub-explains-2 = Where the answer changes much, it needed what you hid.
rub-explains-3 = After Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014).
removal-title = Take its detectors away
removal-says = One after the other, the one it misses most. When does it forget?
removal-explains-1 = A detector that is taken away finds nothing any more, anywhere in the picture. Each time, the eight that seem to matter most (gradient times activation, added up over the map) are tried in earnest, and the one goes without which the answer is least probable. It stays away while the next is looked for. Other orders may need fewer.
removal-explains-2 = Beside it, as many detectors of the same step drawn at random, ten times: the line is the mean of the ten, the band reaches from the least to the most. Each square shows what its detector found in that picture, its strongest place the brightest; a touch, or the arrows and Enter, give one back.
removal-explains-3 = Ranking after Molchanov and others, Pruning Convolutional Neural Networks (2017); compare Morcos and others, On the Importance of Single Directions for Generalization (2018).
contrast-why = Why { $class }?
contrast-why-not = Why { $class }, not { $rival }?
contrast-why-before = Before you rubbed: why { $class }?
contrast-why-not-before = Before you rubbed: why { $class }, not { $rival }?
contrast-others = Compare with …
contrast-any = all others
contrast-by-pixel = Pixel by pixel
contrast-most = counts most
contrast-changes-most = changes it most
contrast-nothing = not at all
contrast-for = for { $class }
contrast-lighter = lighter: { $class }
worst-title = The one square that counts most
worst-how-sure = With it hidden, how sure it is of { $class }:
worst-still = It still answers { $class }.
worst-answers = And it answers { $class }.
worst-times = It answered { $class } for { $count } of { $all } places.
worst-tried = { $done } of { $all } places tried so far
worst-of-this-size = So it is for squares of this size.
counts-title = Hide a part: which does it need?
counts-says = A grey square hides one part after the other. Where the colour changes, it needed what was hidden there.
counts-explains-1 = A grey square hides one part of the picture after the other, and each time the network answers anew. Where the answer gets less sure, it needs what was hidden; where it gets another one, the colours say which.
counts-explains-2 = The third picture does the same for one detector of a late step, the one that found most; the fourth shows which pixels speak for that detector.
counts-explains-3 = After Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014), figure 7.

flip-title = Why did it change its mind?
flip-says = Two pictures, one right after the other, and two answers.
flip-explains-1 = Two pictures, a blink apart, and what changed between them. The movement, the size, the turn and the light that turn one into the other as well as they can are measured (phase correlation, Kuglin and Hines 1975; then least squares, Lucas and Kanade 1981), and the part that none of them explains. Only what explains at least a tenth of the difference is named. Pixels are those that the network sees.
flip-explains-2 = The bars say how much each step changed, place by place, from the pixels at the left to the answer at the right.
flip-explains-3 = Two answers that are nearly equal change places for nothing; but networks like this one also change their answer for a movement of one pixel (Azulay and Weiss, Why do deep convolutional networks generalize so poorly to small image transformations?, 2019).

how-little-title = How little does it take?
how-little-says = The same picture, changed a little more each time, until it answers something else.
how-little-explains-1 = The picture is moved, made larger and smaller, turned and lit, a little more each time, and the network answers anew. The line says how sure it still is of its first answer; where a plot is shaded, it answers something else. Then the smallest change of each kind that does so is searched for more finely.
how-little-explains-2 = The first step and the last are looked at as well: how far they have come from the picture at rest (Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, 2014, figure 5).
how-little-explains-3 = At the top, each pixel is made lighter or darker by so little that you cannot see it, each in the direction that hurts the answer most (Goodfellow et al., Explaining and Harnessing Adversarial Examples, 2015).

chair-title = Sit, and move about for five seconds
chair-says = Can you make it change its mind? And which of its steps change?
chair-explains-1 = Each bar says how much one step changes from one picture to the next, in percent of what was there before; the numbers above are the means of the first and of the last steps. At the left, the strongest value of each detector, wherever in the picture it is; at the right, all of its values, place by place.
chair-explains-2 = An edge that moves by a little is found again: at the left nothing changed, at the right much. So look at the left first: do the early steps stay calm while the late ones jump? The numbers decide, for this network and for your way to move.
chair-explains-3 = Yosinski et al. (2015) saw the answers jump at small changes of the picture, while early layers stayed calm: this measures it.

clock-title = When does it change its mind?
clock-says = The hand goes round once a minute. Each stroke is one change of mind; old ones fade. A dot can be clicked: its two pictures are still here.
clock-explains-1 = Each stroke on the dial is a moment at which the network's best guess became another one. The hand is now: it wipes out what happened a minute ago.
clock-explains-2 = Hold still, and see whether the strokes stop: a camera's noise alone can be enough. Then move slowly. Strokes close together, between the same two classes, are two guesses that are nearly equal.
clock-explains-3 = Azulay and Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).

patterns = What they like

likes-title = What is it looking for?
likes-says = One small detector, in step { $step }.
likes-says-class = One of the { $count } words that it knows: { $name }.
likes-explains-1 = A detector is a small part of it that learned by itself what to look for: nobody told it. So one asks it: show it pictures, and see what lights it up; change a picture, and see what it likes more.
likes-explains-2 = The picture that it would like begins as noise. All its values are changed a little in the direction that makes the detector answer more strongly, again and again (gradient ascent on the picture). Only smooth changes, small shifts and turns keep it a picture. Nothing else is put in: no photo is used.
likes-explains-3 = What it helps is measured: the same pictures once more, with this detector held at zero.
likes-explains-4 = Yosinski et al., 2015, “Understanding neural networks through deep visualization”; Zeiler and Fergus, 2014, “Visualizing and understanding convolutional networks”; Olah et al., 2017, “Feature visualization”.
likes-now = Now: it lights up here
likes-now-nothing = Now: nothing for it here
likes-now-class = Now: how sure it is
likes-sure = sure that it is: { $name }
likes-strongest = where it lights up most, on a scale from 0 to { $most }
likes-nothing = Show it something else: here it finds nothing.
likes-away = It is taken away: it says nothing now.
likes-wish = The picture it would like
likes-wish-least = The picture it would like least
likes-wish-class = What it takes for “{ $name }”
likes-wish-class-least = What is least “{ $name }”
likes-forming =
    Noise, changed in { $steps } of { $of } small steps, each { $goal ->
        [least] to light it up less
        [word] to make it surer of this word
        [least-word] to make it less sure of this word
       *[most] to light it up more
    }. No photo was used.
likes-made =
    Noise, changed in { $of } small steps, each { $goal ->
        [least] to light it up less
        [word] to make it surer of this word
        [least-word] to make it less sure of this word
       *[most] to light it up more
    }. No photo was used.
likes-rose =
    { $what ->
        [word] The word’s score rose from { $start } to { $now }.
       *[detector] On average it rose from { $start } to { $now }.
    }
likes-fell =
    { $what ->
        [word] The word’s score fell from { $start } to { $now }.
       *[detector] On average it fell from { $start } to { $now }.
    }
likes-dead = No small change of this noise reaches the detector: it stays dark, and nothing can be made for it.
likes-still = It hardly answers, whatever is changed: from noise no way leads to what it likes.
likes-another = Another one
likes-least = What it likes least
likes-most = What it likes most
likes-favourites = Its nine favourites
likes-favourites-so-far = Its favourites so far
likes-not-kept = Favourites are kept only of the detectors on the wall, and of words.
likes-none-yet = No picture has lit it up yet.
likes-chosen-from = The strongest of { $pictures } pictures that were seen here.
likes-too-few =
    { $pictures ->
        [one] From one picture: too few yet. Scan a folder for more.
       *[other] From { $pictures } pictures: too few yet. Scan a folder for more.
    }
likes-from-folder = The strongest of { $pictures } photos in a folder.
likes-called = { $count } of the nine it called “{ $name }”.
likes-of-here = Those seen here
likes-of-folder = Those of a folder
likes-forget = Forget me
likes-promise = In memory only: forgotten when it is switched off.
likes-promise-kiosk = In memory only: forgotten when the visit ends.
likes-projected = What of each picture it answered to; grey is nothing.
likes-no-switches = What of each it answered to. But this network does not keep the places (it has no max pooling): it says little here.
likes-ask-other = Ask { $network }
likes-other = What { $network } sees in the strongest favourite: left what the strongest detector of its step { $step } of { $all } saw, right which pixels drove it. That network keeps the places.
likes-pixels = Exactly where?
likes-pictures = The pictures
likes-helps = It helps these words
likes-helps-says = Take it away, and each loses:
likes-helps-none =
    { $pictures ->
        [one] Too little to tell: on this picture its answers hardly change without this detector.
       *[other] Too little to tell: over the last { $pictures } pictures its answers hardly change without this detector.
    }
likes-helps-little =
    { $pictures ->
        [one] One detector alone helps only a little. Seen on one picture.
       *[other] One detector alone helps only a little. Seen on { $pictures } pictures.
    }
likes-helps-much =
    { $pictures ->
        [one] For one word it counts a lot. Seen on one picture.
       *[other] For one word it counts a lot. Seen on { $pictures } pictures.
    }
likes-weights = By its weights it speaks most for { $first }, { $second } and { $third }.
likes-take-away = Take this detector away
likes-meanwhile = Meanwhile it answers
likes-answers = What it answers now
likes-others = Other detectors of step { $step }
likes-which = { $first } to { $last } of { $count }, the liveliest first
likes-guesses = Other words that it thinks of now
likes-words = Words
recipes-says = Step { $step }, and four recipes of 2015 for what it likes.
recipes-says-class = “{ $name }”, by four recipes of 2015.
recipe-waits = waits for its turn …
recipe-decay = Everything fades
recipe-decay-says = At each step all values fade a little (L2 decay).
recipe-blur = Blurred
recipe-blur-says = At each step it is blurred a little (Gaussian blur).
recipe-clip-norm = Faint pixels go
recipe-clip-norm-says = Pixels that differ little from grey become grey (clipping by norm).
recipe-clip-contribution = Useless pixels go
recipe-clip-contribution-says = Pixels that help little become grey (clipping by contribution).
recipe-steps = { $steps } of { $of } steps
key-likes = what it looks for; recipes; find a detector
key-stimulus = door 3: another picture; what it likes least
key-projections = door 3: pixels; seen here; another network
tab-likes = One detector
tab-recipes = Made in four ways
tab-search = Find a detector
key-with = door 3: hold while it sees it; while not
likes-says-named = “{ $name }”, one small detector in step { $step }.
search-says = Show it a thing: which detector notices?
search-with = With it
search-without = Without it
search-hold = hold for { $seconds } s
search-so-far = { $seconds } s, { $pictures ->
        [one] one picture
       *[other] { $pictures } pictures
    }
search-title-first = 1. Show it something
search-first = Hold a thing up to the camera: a cup, a hat, your hand. Keep “With it” down for three seconds, and move the thing a little.
search-first-after = Now hold the thing up, and keep “With it” down for three seconds.
search-title-second = 2. Take it away
search-second = Put the thing away, and keep “Without it” down for three seconds. All else stays as it was.
search-title-with = With it …
search-records-with = It is watching every detector. Move the thing a little.
search-title-without = Without it …
search-records-without = It is watching every detector. Keep the thing out of sight.
search-title-held = The picture is held
search-held = Nothing new comes. Let the picture go on first.
search-title-ranks = Comparing …
search-title-few = Too few pictures
search-few = Hardly anything moved. Use the camera, or let the picture go on, and do both once more.
search-title-none = None
search-none = None of its { $count } detectors tells whether the thing is there. Perhaps a larger thing, or closer to the camera?
search-title-found = { $detectors ->
        [one] This one tells whether it is there
       *[other] These tell whether it is there
    }
search-found = Of { $count } detectors. They were chosen by every second picture, and tested on the others:
search-title-nothing = Not now
search-step = step { $step }
search-lit-now = lit now
search-dark-now = dark now
search-lit-with = with it: lit in { $lit } of { $of }
search-lit-without = without: lit in { $lit } of { $of }
search-touch = Touch one: what is it looking for? There it can get a name, which stands on the wall until you go.
search-hand = Nobody told it what things there are to find: each detector has found its own.
search-explains-1 = While a button is down, the strongest value of every detector of every step is noted, picture by picture. The detectors are then ranked by how far their means with it and without it lie apart, measured by how much they vary meanwhile.
search-explains-2 = Among thousands, some detector differs between any two moments. So only every second picture ranks them, and the others judge: a detector is lit where it is above the middle between its two means. It must be right in nine of ten pictures of either kind. And the greatest difference must be half as large again as what comes up when stretches of half a second are dealt out to “with” and “without” at random (one time in twenty at most): else it says “None”.
search-explains-3 = Yosinski et al., 2015, “Understanding neural networks through deep visualization”, found detectors for faces and for text by holding things before a camera. Westfall and Young, 1993, “Resampling-based multiple testing”.

minds-title = Two networks, one picture: do they agree?
minds-says = Both get the same picture. Each answers with what it has learned.
minds-explains-1 = Two networks look at the same picture at the same moment. Each has learned by itself: the numbers inside them, and often the number of their steps, have nothing in common. That they answer alike is no copying.
minds-explains-2 = How often both have the same word is counted over all pictures since this page was opened; how often each changes its mind, over the same pictures. Where there is nothing to see nothing is counted, and a new scene is no change of mind. A slow network leaves pictures out. Look for something on which one is sure and the other is not: it is not the picture alone that decides.
minds-explains-3 = Geirhos, Meding and Wichmann, Beyond accuracy: quantifying trial-by-trial behaviour of CNNs and humans by measuring error consistency (2020): networks of different makes agree more with each other, mistakes included, than with people.

## What the rooms draw

this-picture = this picture
this-picture-just-now = this picture, just now
this-picture-ago = this picture, { $seconds } s ago

clock-still = this picture does not move
clock-minute = in the last minute
clock-camera = Before a camera: move a little, and see.
clock-none = Hold something up, and turn it slowly.
clock-pairs = Most often between

minds-another = Another network
amount-of-numbers = { $millions } million
minds-size = { $amount } numbers learned, from { $year }
minds-size-own = { $amount } numbers of your own
minds-size-untrained = { $amount } numbers, made up
minds-loading = One moment: it is being loaded …
minds-alone = Only one network has its weights on this computer. “deepvis networks” says how to bring another one: it will stand here after the next start.
minds-agree = They agree
minds-differ = They do not agree
minds-share =
    { $pictures ->
        [one] They agreed in { $percent } % of one picture
       *[other] They agreed in { $percent } % of { $pictures } pictures
    }
minds-still = This picture does not move.
minds-means-nothing = Their numbers are made up: to agree means nothing here.
minds-recent = up: they agreed, down: they did not
minds-changed = changed its mind
minds-changed-times =
    { $rate ->
        [0] less than once a minute
        [1] once a minute
        [2] twice a minute
       *[other] { $rate } times a minute
    }
minds-changed-never = not once
minds-changed-so-far = { $times } so far

counts-sure = How sure it is of { $class }
counts-sure-short = How sure
counts-sure-read = white mark: { $share } with nothing hidden
counts-sure-read-short = white mark: nothing hidden
counts-answer = What it answers then
counts-answer-short = Its answer
counts-answer-read = see the names at the right
counts-answer-read-short = names at the right
counts-finds = How much { $detector } finds
counts-finds-read = 100 %: with nothing hidden
counts-finds-read-short = 100 %: nothing hidden
counts-speaks = What speaks for { $detector }
counts-finds-short = One detector
counts-speaks-short = Its pixels
counts-speaks-read = its strongest place, back to the pixels (deconvnet)
counts-speaks-not = What speaks for { $detector } is left out: { $why }.
counts-no-switches = that needs max pooling, a kind of layer that this network does not have
counts-answers = It answers
counts-times = { $count }×

chair-start = Start
chair-again = Try again
chair-ready = Make it change its mind!
chair-ready-how = Lean, nod, turn your head. The more often its answer changes, the better.
chair-move = Move!
chair-seconds-left =
    { $seconds ->
        [one] second left
       *[other] seconds left
    }
chair-so-far =
    { $count ->
        [one] change so far
       *[other] changes so far
    }
chair-changed = The answer changed
chair-times =
    { $count ->
        [one] time
       *[other] times
    }
chair-most = most so far:{"\u00A0"}{ $most }
chair-record = A new record!
chair-more = More is better here: change its mind!
chair-over = No pictures come. The test waits for the camera.
chair-still = A photo does not move by itself. Shake it a little, and the test can begin.
chair-held = This picture is held. The test waits until it goes on.
chair-line = Its answer
chair-line-mark = here it changed
chair-line-begin = 0 s
chair-line-end = { $seconds } s
chair-line-ago = { $seconds } s ago
chair-line-now = now
chair-bars-second = Height of a bar: the change from picture to picture, in the last second.
chair-bars-test = Height of a bar: the change from picture to picture, in these { $seconds }{"\u00A0"}s.
chair-bars-short = Bars: change from picture to picture.
chair-nothing = Nothing has moved yet that could be compared.

flip-below = below the best five
flip-now = It has just changed its mind!
flip-closely = { $key }: look closely
flip-moved = What moved between them.
flip-let-go = Too much has happened since.
flip-let-go-do = The pictures of this change were let go.
flip-none = It has not changed its mind yet.
flip-none-do = Move a little before the camera, or turn what you hold, and see.
flip-last-now = Its last change, just now: held.
flip-last-seconds =
    { $seconds ->
        [one] Its last change, one second ago: held.
       *[other] Its last change, { $seconds } seconds ago: held.
    }
flip-last-minutes =
    { $minutes ->
        [one] Its last change, a minute ago: held.
       *[other] Its last change, { $minutes } minutes ago: held.
    }
flip-earlier-now = An earlier change, just now: held.
flip-earlier-seconds =
    { $seconds ->
        [one] An earlier change, one second ago: held.
       *[other] An earlier change, { $seconds } seconds ago: held.
    }
flip-earlier-minutes =
    { $minutes ->
        [one] An earlier change, a minute ago: held.
       *[other] An earlier change, { $minutes } minutes ago: held.
    }
flip-before = Before
flip-difference = The difference, × { $factor }
flip-after = After
flip-grey = Grey: no change.
flip-live-title = Now, live
flip-live = { $name } { $percent }

why-unseen = You could not see it. The network could.
why-tie = Two names were nearly equal.
why-tie-nothing = Two names were nearly equal. Next to nothing tipped it.
why-tie-grain = Two names were nearly equal. Noise tipped it.
why-tie-moved-little = Two names were nearly equal. A tiny shift tipped it.
why-tie-moved = Two names were nearly equal. A movement tipped it.
why-tie-nearer = Two names were nearly equal. Coming nearer tipped it.
why-tie-away = Two names were nearly equal. Going away tipped it.
why-tie-turned = Two names were nearly equal. A turn tipped it.
why-tie-lighter = Two names were nearly equal. More light tipped it.
why-tie-darker = Two names were nearly equal. Less light tipped it.
why-tie-entered = Two names were nearly equal. Something that came in tipped it.
why-tie-left = Two names were nearly equal. Something that left tipped it.
why-tie-part = Two names were nearly equal. A change of one part tipped it.
why-nothing = Next to nothing changed.
why-grain = Only noise changed.
why-unknown = Something changed.
why-moved-little = A tiny shift.
why-moved = The picture moved.
why-nearer = It came nearer.
why-away = It went away.
why-turned = It turned.
why-lighter = It got brighter.
why-darker = It got darker.
why-entered = Something came in.
why-left = Something left.
why-part = A part of the picture changed.
why-equal = The two names were nearly equal, { $from } and { $to }.
why-by-moved-right = The picture moved by about { $pixels } pixels to the right.
why-by-moved-left = The picture moved by about { $pixels } pixels to the left.
why-by-moved-down = The picture moved by about { $pixels } pixels down.
why-by-moved-up = The picture moved by about { $pixels } pixels up.
why-by-moved-down-right = The picture moved by about { $pixels } pixels down and to the right.
why-by-moved-up-right = The picture moved by about { $pixels } pixels up and to the right.
why-by-moved-down-left = The picture moved by about { $pixels } pixels down and to the left.
why-by-moved-up-left = The picture moved by about { $pixels } pixels up and to the left.
why-by-nearer = What it sees came nearer: { $percent } % larger.
why-by-away = What it sees went away: { $percent } % smaller.
why-by-turned-left = The picture turned by { $degrees }° to the left.
why-by-turned-right = The picture turned by { $degrees }° to the right.
why-by-lighter = The picture got brighter by { $percent } %.
why-by-darker = The picture got darker by { $percent } %.
why-by-entered = It is in the box.
why-by-left = It was in the box.
why-by-part = The part in the box changed.
why-rest-nothing = What changed is less than a camera’s noise.
why-rest-grain = Every point changed by itself, as a camera’s noise does.
why-rest-most = That is less than half of what changed. It cannot say what the rest is.
why-rest-unknown = It cannot say what changed.

growth-title = Where the difference grew, inside it
growth-most = Most at step { $step }, by { $percent }. Each bar: how much one step changed.
growth-picture = picture
growth-answer = answer

profile-found = What it finds
profile-found-means = wherever it is
profile-place = Where it finds it
profile-place-means = place by place
profile-step = step
profile-range = steps { $first }–{ $last }
profile-one = step { $step }
profile-says-still = Hardly anything moved.
profile-says-early-elsewhere = Early steps keep finding the same things, only in other places. Late steps find other things.
profile-says-elsewhere = Early steps keep finding the same things, only in other places.
profile-says-all-elsewhere = All steps keep finding the same things, only in other places.
profile-says-late = What late steps find changes more than what early steps find.
profile-says-early = What early steps find changes more than what late steps find.
profile-says-alike = What early and late steps find changes about as much.

how-little-then = First it is moved, turned and lit. Then comes a change that you cannot see.
how-little-tie = Two names were nearly equal from the start: { $first } and { $second }.
how-little-steps = Moved by { $pixels } pixels, its first step changes by { $early } %, its last by { $late } %.
unseen-change = The change, × { $factor }
unseen-change-sought = The change
unseen-hardly = You could hardly see it. The network could.
unseen-found = No colour changed by more than { $steps } of 255, and { $changed } % of them changed at all.
unseen-searching = Searching for a change that you cannot see …
unseen-none = No change of at most 8 of 255 was found that changes the answer.
tipping-title = How little it takes to tip it
tipping-line = how sure it is of { $class }
tipping-shaded = it answers { $class }
tipping-stays = It stays
tipping-sought = …
tipping-much = { $what }: that is not little
tipping-left = to the left
tipping-right = to the right
tipping-up = up
tipping-down = down
tipping-larger = larger
tipping-smaller = smaller
tipping-turned-left = turned to the left
tipping-turned-right = turned to the right
tipping-brighter = brighter
tipping-darker = darker
axis-down = moved up or down
axis-right = moved sideways
axis-zoom = larger or smaller
axis-turn = turned
axis-light = brighter or darker
amount-pixels = { $amount } pixels
tick-pixels = { $amount } px
amount-degrees = { $amount }°

## What i explains of the network itself

explain-wall-title = What am I looking at?
explain-wall-network = This is { $network }, a neural network: { $amount } numbers, set by training on more than a million photographs until the answers fitted. It runs on this computer, now, on this picture.
explain-wall-own-weights = This is { $network }, a neural network: { $amount } numbers, set by training on pictures until the answers fitted. It runs on this computer, now, on this picture.
explain-wall-untrained = This is { $network }, a neural network of { $amount } numbers, but untrained: they were made up by a formula. What flows through it is computed truly; what it answers means nothing.
explain-wall-squares = Every square is one detector (a channel). The picture is slid past it, and the square lights up where the detector finds its thing (its activation map). Each step works with what the step before has found: edges become textures, textures become parts, parts become things.
explain-wall-squares-untrained = Every square is one detector (a channel). The picture is slid past it, and the square lights up where the detector finds its thing (its activation map). Each step works with what the step before has found.
explain-wall-light = Light says how strongly, compared with the strongest of the same step. Colour only says which step. Late squares are coarse, because each of their values has seen most of the picture.
explain-wall-classes = The last step feeds { $classes } class scores, turned into percentages. The network must choose among these { $classes }: when what it sees is none of them, it wavers. Small movements can change its mind.
explain-wall-several = The last step feeds { $classes } class scores, each turned into a percentage of its own (a sigmoid). The network may see several of these { $classes } at once, or none: the percentages do not add up to a hundred. A change of mind is a change of the strongest.
explain-wall-one-class = The last step feeds a single class score. With nothing to choose among, it is always 100 %.
explain-wall-paper = After Yosinski et al., Understanding Neural Networks Through Deep Visualization (2015).
explain-wall-assumed = Nobody has said which pictures it was trained on. It is given { $size } pixels, with the mean and the deviation of colours that most networks have: where it was trained on others, its answers are off. A file of the network’s name with the ending .toml beside it says what is right; “deepvis describe” writes one.

explain-layer-title = Inside one step
explain-layer-squares = These are all detectors (channels) of one layer, those that tell the most places apart first. White is the strongest of the whole layer, so that two squares can be compared. A stroke through an empty square: this detector finds nothing anywhere in this picture.
explain-to-detector-arrows = The arrow keys move to a single detector; it is shown large at the right, over the picture.
explain-to-detector-click = A click leads to a single detector; it is shown large at the right, over the picture.
explain-to-detector-key = The key { $key } moves to a single detector; it is shown large at the right, over the picture.
explain-to-detector-keys = The keys { $keys } move to a single detector; it is shown large at the right, over the picture.
explain-to-layers = The keys { $previous } and { $next } go to the previous and next layer, also those that the overview leaves out.
explain-to-layer-before = The key { $key } goes to the previous layer, also those that the overview leaves out.
explain-to-layer-after = The key { $key } goes to the next layer, also those that the overview leaves out.
explain-layer-negative = A layer whose values can be negative shows zero as dark, and what is below zero in grey.

explain-unit-title = One detector, and what drives it
explain-unit-map = At the left a detector (a channel) glows where it finds its thing (its activation map). The ring is the place that is asked about, first its strongest; touch another. The white frame is all that it has seen (its receptive field).
explain-unit-pixels = At the right: how much each pixel would raise or lower it. Gradient is the plain slope; guided and deconvnet keep only what speaks for it, which draws cleaner lines (Zeiler and Fergus 2014; Springenberg et al. 2015). Grad-CAM says where in the picture a class is seen (Selvaraju et al. 2017).
explain-unit-pixels-key = At the right, after { $key }: how much each pixel would raise or lower it. Gradient is the plain slope; guided and deconvnet keep only what speaks for it, which draws cleaner lines (Zeiler and Fergus 2014; Springenberg et al. 2015). Grad-CAM says where in the picture a class is seen (Selvaraju et al. 2017).
explain-unit-kernels = The small squares are the kernels that it is made of; middle grey is zero.
explain-unit-switch = { $key } switches the detector off: the answer shows at once what it was good for. The small squares are the kernels that it is made of; middle grey is zero.

## Notices and stalls

notice-mirror = only a camera's pictures are mirrored
notice-adjust = only a camera can be set
notice-power-line = Against flicker, for the mains: { $line }
notice-held = Held as it is now: { $what }
notice-set-free = The camera decides again by itself: nothing is held
notice-low-light-slow = In the dark the camera may send fewer pictures
notice-low-light-steady = In the dark the camera keeps its speed
notice-zoom = Zoom: { $step } of { $steps }
notice-rotation = Turned by { $degrees } degrees
notice-camera-lacks = This camera cannot be set: { $what }
notice-camera-refuses = This camera does not take that now: { $what }
notice-not-set = { $camera } cannot be set as wished: { $what }
list-comma = { $list }, { $more }
list-and = { $list } and { $more }
control-power-line = mains frequency
control-focus = focus
control-exposure = exposure
control-white-balance = white balance
control-low-light = speed in the dark
control-zoom = zoom
notice-no-other = there is no other picture to step to
notice-shake = only a photo that does not move can be shaken
notice-next-camera = looking for the next camera
notice-camera = looking for { $camera }
notice-instead = { $error }; showing { $shown }
notice-recorder-busy = busy: still finishing the recording before
notice-recorder-refused = cannot record: { $error }
notice-recording = recording { $file }
notice-recording-half = recording { $file }, at half size, because { $why }
notice-saving-busy = busy: still saving the picture before
notice-saving-refused = cannot save the picture: { $error }
notice-saved = saved { $file }
notice-network-goes-on = { $network } goes on
notice-network-loading = loading { $network } …
notice-network-refused = { $network } cannot run: { $problem }
notice-network-looking = { $network } is looking now
stall-waiting = waiting ({ $seconds } s) …
stall-opening = the pictures are still being opened ({ $seconds } s) …
stall-reading = the next picture is still being read ({ $seconds } s) …
stall-loading = the network is still being loaded ({ $seconds } s) …
stall-computing = the network is still computing ({ $seconds } s) …
notice-source-busy = busy: the source has not answered the last keys yet
notice-engine-busy = busy: the last keys have not been answered yet
notice-nothing-to-save = nothing has been shown yet that could be saved
notice-forgotten = It has forgotten you: your pictures and your names are gone.
notice-only-network = no other network is here; `deepvis networks` says how to bring one
notice-export-late = not exported: another network has taken over meanwhile
notice-export-nothing = not exported: nothing had been looked at yet
notice-exported = exported { $what }: { $file }
exported-layers =
    { $layers ->
        [one] the layer's activations
       *[other] { $layers } layers' activations
    }
exported-both =
    { $layers ->
        [one] the layer's activations and the attribution
       *[other] { $layers } layers' activations and the attribution
    }
notice-recorded =
    { $pictures ->
        [one] recorded { $file }: { $seconds } s, { $pictures } picture
       *[other] recorded { $file }: { $seconds } s, { $pictures } pictures
    }
notice-recorded-some =
    { $pictures ->
        [one] recorded { $file }: { $seconds } s, { $kept } of { $pictures } picture
       *[other] recorded { $file }: { $seconds } s, { $kept } of { $pictures } pictures
    }

## Where pictures come from, and what is wrong with them

source-any-camera = a camera
source-waiting = waiting for { $camera }
source-reel = reel
source-folder =
    { $pictures ->
        [one] { $path } ({ $pictures } picture)
       *[other] { $path } ({ $pictures } pictures)
    }
source-animated = { $size }, animated
notice-skipped = skipped: { $error }
notice-left-out = left out: { $files }; not read, make JPEGs of them (heif-convert, ImageMagick)
notice-damaged = { $damage }; shown as it is: { $file }
notice-clip-early = the clip ends early and begins again; { $reason }: { $file }
notice-camera-damaged = { $camera }: pictures left out so far: { $pictures }; { $problem }
notice-camera-format = { $camera } was changed by another program: it sends { $format } now
notice-camera-interlaced = { $camera } sends interlaced pictures, two halves of different moments: only one half is shown
notice-until-camera = showing { $shown } until the camera is back
notice-camera-back = the camera is back: { $camera }
notice-camera-new = now showing: { $camera }
notice-again = { $error }; trying again
camera-gone = The camera is gone. Looking for it …
camera-restarts = { $error }. Restarting it …
camera-black = The camera sends black pictures: is its cover closed?
camera-flicker = The light flickers: hold ?, then “Against flicker”: { $hertz } Hz
camera-flicker-unknown = The light flickers: hold ?, then “Against flicker”: the mains of your country
camera-frozen = The camera sends the same picture again and again: plug it in anew if it goes on

## Why no pixels are shown

blank-off = no gradient reaches the input: this unit is off
blank-full = no gradient reaches the input: this unit is at its upper limit
blank-stopped = no gradient reaches the input: rectifiers stop it on every way
blank-against = no place speaks for it
blank-neither = no place speaks for the one more than for the other

## What a kiosk refuses

kiosk-saves-nothing = pictures are not saved in a kiosk
kiosk-writes-nothing = nothing is written to files in a kiosk
kiosk-records-nothing = nothing is recorded in a kiosk
kiosk-does-not-search = there is no search in a kiosk
kiosk-leaves-the-camera = only the presenter sets the camera: hold ? for two seconds
kiosk-fills-the-screen = a kiosk stays on the full screen

## The page of `?`

help-title = What you can do
gesture-touch = Touch
gesture-touch-says = a square, a name, a point: it opens
gesture-drag = Drag
gesture-drag-says = to turn a knob
gesture-back = Back
gesture-back-says = the arrow at the top left, { $key }, or a right click
gesture-back-says-without-key = the arrow at the top left, or a right click
gesture-freeze = Freeze
gesture-freeze-says = { $key }; once more, and it is live
gesture-freeze-says-without-key = holds the picture; once more, and it is live

## The presenter's half of it

presenter-title = For the presenter
presenter-held = ? or { $key }, held for two seconds
presenter-held-by-finger = ? held for two seconds
presenter-keys = Keys
presenter-remembers = Pictures of visitors live in memory only, and are gone when it is switched off. A saved picture, a video and exported numbers are files: they stay, and they show who was there.
presenter-files = Whatever is written to disk remembers the visitor; a kiosk refuses it.
card-on = on
card-off = off
card-camera = Next camera
card-camera-says = now: { $name }
card-mirror = Mirror
card-power-line = Against flicker
card-power-line-says = { $line }
card-hold = Hold focus and light
card-hold-says = held as it is
card-hold-says-some = some of it is held
card-hold-says-none = the camera decides
card-low-light = Speed in the dark
card-low-light-says = it may be slower
card-low-light-says-not = it keeps its speed
card-zoom = Zoom
card-zoom-says = { $step } of { $steps }
card-rotate = Turn
card-rotate-says = by { $degrees }°
card-camera-lacks = this camera cannot
card-no-camera = no camera is shown
card-photos = Photos
card-to-the-camera = Camera
card-source-says = to files, and back
card-network = Next network
card-network-says = now: { $name }
card-record = Record
card-record-says = a video, to a file
card-recording-says = { $time } so far; touch to stop
card-save = Save
card-save-says = the picture, to a file
card-export = Export
card-export-says = numbers, to a file
card-full-screen = Full screen
card-full-screen-says = or a window again
card-explain = Explain
card-explain-says = what is on the screen
card-not-in-a-kiosk = not in a kiosk
card-quit = Quit
quit-keep-holding = Keep holding { $key } to quit

## Look inside

inside-title = Look inside
inside-says = Step { $step } has { $count } { $count ->
    [one] detector
   *[other] detectors
 }. Touch a square.
inside-all-layers = All layers
inside-all = all { $count }, most contrast first
inside-which = most contrast first: { $first }–{ $last } of { $count }
inside-which-short = { $first }–{ $last } of { $count }
inside-coming = one moment: these squares are on their way
inside-silent = { $count ->
    [0] All of them found something in this picture.
    [one] One of them found nothing in this picture.
   *[other] { $count } of them found nothing in this picture.
 }
inside-signed = Dark is zero here: what is below zero is grey.
inside-classes = One square a word: it answers { $best }.
inside-signals = signals, not activations: { $method } from { $target }; orange raises it, blue lowers it, full at { $scale }
inside-lights = Where it lights up
inside-made-ring = What made the ring light up
inside-made-it = What made it light up
inside-signals-toolbox = signals, not activations: { $method } from { $target }; green raises it, red lowers it, full at { $scale }
inside-drives = What drives { $target }?
inside-dark = Nothing: it is dark there.
inside-of-at-ring = of { $most }: how strongly it lights up at the ring
inside-of = of { $most }: how strongly it lights up at most
inside-at-ring = at its strongest
inside-lit-on = lit on { $share } of the picture
inside-is-away = It is taken away.
inside-finds-nothing = It finds nothing in this picture.
inside-whole-picture = one value for the whole picture
inside-answers = It answers: { $name } { $share }
inside-with-all = with all of it: { $name } { $share }
inside-take-away = Take this detector away
inside-put-back = Put it back
inside-put-layer-back = Put all back
inside-larger = Larger
inside-statistics = Numbers
inside-show-signals = Signals
inside-one-back = One back
inside-next-one = Next one

unit-title = One detector of step { $step }, close up
unit-pixels-title = Which pixels drive it?
unit-number = no. { $number } of { $count }
unit-class = no. { $number } of { $count }: { $name }
unit-method = Which pixels: { $method }
unit-method-none = Which pixels: none
unit-with-map = With its map
unit-filter = Drawn: { $filter }
unit-beside = Keep beside
unit-pin = Keep asking
unit-strongest = Its ring alone
unit-larger = Pixels alone
unit-field = In the field’s words: channel { $channel } of { $layer } ({ $kind }, { $block }), maps of { $map }; each value sees { $sees } pixels across.
unit-strongest-now = strongest now { $now }, in the last ten seconds { $highest }
unit-values = values { $low } to { $high }, mean { $mean }; { $zeros } % are zero
unit-brightest = map of { $map }, full brightness at { $brightest }
unit-course = Its strongest value over ten seconds
unit-pattern = This pattern, slid over the picture:
unit-kernel = Its one kernel:
unit-kernels = Strongest of { $count } kernels, by input:
unit-seen-all = The ring’s value has seen the whole picture.
unit-seen-all-short = The ring has seen it all.
unit-seen = The ring’s value has seen the frame: { $sees } pixels across.
unit-seen-short = The ring has seen { $sees } pixels.

## The answer

answer-heading = It answers
# Names that take no article, since there is no single piece of them, and last words of names that
# end with an s and are of one thing all the same.
names-uncounted = chain mail, face powder, hair spray, lotion, perfume, sunscreen, thatch, velvet, wool, toilet tissue, guacamole, consomme, ice cream, mashed potato, broccoli, cauliflower, hay, carbonara, chocolate sauce, dough, red wine, eggnog, rapeseed, corn, confectionery, head cabbage
names-of-one-thing = patas, Flandres, Pyrenees, triceratops
answer-guesses = { $article ->
    [an] It does not know. An
    [a] It does not know. A
   *[none] It does not know.
 }
answer-perhaps = { $article ->
    [an] Perhaps an
    [a] Perhaps a
   *[none] Perhaps
 }
answer-thinks = { $article ->
    [an] It thinks this is an
    [a] It thinks this is a
   *[none] It thinks this is
 }
answer-is-sure = It is sure:
answer-several = { $count ->
        [0] It is sure of none. The nearest:
        [one] It sees:
       *[other] It sees { $count } at once, first:
    }
answer-asks = { $name }?
answer-untrained = untrained, it claims
answer-means-nothing = made-up weights: it means nothing
answer-means-nothing-short = means nothing
answer-without-a-part = with a part taken away
answer-before = Before you rubbed: { $name }, { $percent } %
answer-before-short = before: { $percent } %
answer-whole = whole, it says: { $percent } % { $name }
answer-whole-short = whole: { $name }
answer-none = no answer
answer-not-a-number = what it computes is { $what }
answer-everything-else = everything else
answer-why-not = Why not { $name }?
answer-why-not-the-second = Why not the second?
answer-wrong = It is wrong!
answer-knows = It knows { $count } words. “Person” is not one of them: it names what people wear or hold.
sureness-guess = guess
sureness-perhaps = perhaps
sureness-thinks = thinks
sureness-sure = sure
wrong-which = Which, then?
wrong-none = None of its words
wrong-never-mind = Never mind
wrong-only-its-words = It can only choose among the { $count } words it was taught. What it answers is the nearest word it has.
wrong-go-on = Go on
nothing-to-see = There is nothing to see
nothing-even = The picture is the same everywhere.
nothing-found = Nearly none of its { $count } detectors of the last step finds anything.
nothing-even-and-found = The picture is the same everywhere: nearly none of its { $count } detectors of the last step finds anything.

## Did it change its mind?

strip-title = Did it change its mind?
strip-count = { $count ->
    [0] not in the last ten seconds
    [1] once in ten seconds
    [2] twice in ten seconds
   *[other] { $count } times in ten seconds
 }
strip-begun = It has only just begun to look at this.
strip-nothing = There is nothing to see, so nothing can change.
strip-new = Something new came: a moment ago it hardly thought of this name.
strip-equal = Two names are nearly equal: any movement tips it.
strip-no-name = No name is ahead: many guesses, all of them small.
strip-unchanged = Its answer stays as it is: nothing tips it.
strip-ahead = One name is well ahead: small movements change nothing.
strip-close = One name is ahead, but not far: more movement may tip it.
strip-ago = 10 s ago
strip-now = now
strip-changed = changed
strip-touch = touch a mark to see it
strip-still = This picture does not move.
strip-shake = Shake it for me
strip-shaken = We shake it a little.
strip-before-a-camera = Touch Camera and move a little, or let it be shaken.

## While nobody is there: what calls whoever comes by

attract-you = This is you.
attract-camera = This is what the camera sees.
attract-photo = This is a photo.
attract-film = This is a film.
attract-finds-in-you = This is what it finds in you, step by step.
attract-finds = This is what it finds, step by step.
attract-hello = Hello! Hold something up.
attract-hello-photo = Hello! Come and look inside.
attract-things = { $things } …
attract-begin = Touch to begin
attract-promise = Nothing leaves this computer.
attract-promise-forgets = When it is switched off, it has forgotten you.
attract-answer = { $says } { $name } { $share }
attract-guess = { $says } { $name }
attract-nothing-yet = It is looking …
attract-no-answer = It has no answer.
attract-untrained = It has learned nothing yet: its words mean nothing.
still-there = Still there?
still-there-touch = Touch to go on.

## The page where detectors are taken away

removal-step-label = step
removal-step = { $step } of { $all }
removal-again = Again
removal-forgot = of { $all } detectors of step { $step } gone, and it forgot the { $class }.
removal-so-far = of { $all } detectors of step { $step } gone so far: still { $class }, { $percent } %.
removal-still = of { $all } detectors of step { $step } gone, and it still says { $class }, { $percent } %.
removal-then = Without them it says { $class }, { $percent } %.
removal-then-lost = Without them it does not know: its best guess is { $class }, { $percent } %.
removal-random = As many taken at random instead: it forgot in { $times } of { $draws } tries.
removal-sure = How sure it is of { $class }
removal-axis = detectors gone
removal-most = each time the one it misses most
removal-drawn = as many at random, { $draws } tries
removal-order = In this order they went.
removal-first = The first { $count } that went.
removal-touch = Touch one: it comes back.
removal-live = Now, live, without { $count ->
    [one] this one
   *[other] these { $count }
}
removal-now = This picture, without { $count ->
    [one] this one
   *[other] these { $count }
}
removal-all-back = All are back. Touch one: it goes again.
removal-says-now = { $class }, { $percent } %
removal-with-all = with all of them: { $class }, { $percent } %

## Let’s play: what all games share

tab-games = Games
tab-word-map = The map of its words
key-play-start = door 8: start a game, or end it
key-play-games = door 8: hide it, flip it, fool it
key-play-others = door 8: find it, you against it
play-start = Start
play-again = Again
play-stop = Stop
play-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
play-percent = { $percent } %
play-your-seconds = your seconds
play-photo-still = This photo stands still
play-card-best = best: { $figure }
play-today = Today’s best
play-today-nobody = Nobody yet. Be the first!
play-today-note = Words and points are kept until it is switched off, never a picture.
play-so-far = You, so far: { $score }
play-place = place { $place }
play-word-map-card = All its words, those that are alike side by side.
key-play-act = in a game: rub, skip, pick, change pixels
key-play-rubber = hide it: a smaller rubber, a larger one
play-seconds =
    { $count ->
        [one] second
       *[other] seconds
    }
play-says = It says
play-from-to = { $from } → { $to }
play-then = then “{ $name }”

## Find it

key-play-duel = door 8: a duel of two, in turn
key-play-box = door 8: what lies here
key-play-box-changes = there: with pictures; take one out
play-find-title = Find it
play-find-says = Hold up what the screen names.
play-find-card = Show what it names, before your seconds are gone.
play-find-explains-1 = The screen names a thing, and the camera must show it: the thing, a picture of it, or a drawing. It is found when the network gives it at least 50 % in three pictures in a row, or 30 % in ten, and nothing else gets more. What many classes are, counts as one thing: 118 breeds are “a dog”.
play-find-explains-2 = You begin with 20 seconds, and each find gives 10 more. A find is worth the whole seconds that you have left then, and a tenth of its percentage. “Warmer” stands there only when that percentage has risen within the last second by more than it wavers anyway.
play-find-explains-3 = Each thing was tried before with a real photo of it. Deng and others 2009: the photos that these networks learn from.
play-find-ready = Can you find it?
play-find-rule = It names a thing; you show it. Each find earns your seconds left and a tenth of its percentage.
play-find-on-the-table = What lies here:
play-find-none = This network knows none of the things that are named here.
play-find-anything = Show it, draw it, or find it on your phone:
play-find-and-others = and { $count } more
play-find-still = A photo stands still: it can only be the one thing that it shows.
play-find-duel = Two of you: duel
play-find-box = What lies here
play-find-show = Show it, or draw
play-find-show-left = Left player: show it, or draw
play-find-show-right = Right player: show it, or draw
play-find-sure = sure
play-find-wins = { $percent } % wins
play-find-sees = It sees: { $thing }, { $percent } %
play-find-sees-nothing = It sees nothing yet
play-find-warmer = Warmer!
play-find-points = A find earns your seconds left + a tenth of its %.
play-find-word-of = find { $word } of { $count }
play-find-both = left { $left } · right { $right }
play-find-none-yet = What you find stands here.
play-find-skip = Skip
play-find-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
play-find-found = { $count } of { $all } found
play-find-found-all = All { $count } found!
play-find-lost = Time is up
play-find-lost-hint = Nothing was found. Hold it close, in good light, before something plain.
play-find-it-wanted = It waited for { $thing }.
play-find-right-ready = Right player: ready?
play-find-same-words = The same words in the same order, 30 seconds.
play-find-left-has = Left player: { $count ->
    [one] { $count } point
   *[other] { $count } points
}
play-find-right-has = Right player: { $count ->
    [one] { $count } point
   *[other] { $count } points
}
play-find-left-wins = The left player wins!
play-find-right-wins = The right player wins!
play-find-draw = A draw!

## What lies on the table

play-box-title = What lies here
play-box-says = Show each thing: what it is sure of goes in, and “Find it” names nothing else.
play-box-explains-1 = While things are taken in, whatever it answers with at least 50 % in ten pictures in a row goes into the list, once. Touch a thing to take it out again.
play-box-explains-2 = The list is in memory only, until it is switched off. Pictures are taken only while their switch is on: then nobody may be in them. “Forget me” lets go of them; the words stay.
play-box-collect = Take things in
play-box-pictures = With pictures: nobody is in them
play-box-empty = Nothing in it yet: “Find it” names anything.
play-box-has = { $count } of at most { $most } things; touch one to take it out
kiosk-has-its-box = a kiosk keeps what lies here as it is

## Hide it

play-hide-title = Hide it
play-hide-says = Cover as little as you can, until it says another word.
play-hide-card = Cover little, until it says another word.
play-hide-explains-1 = You hide a part of the picture, and it answers anew at once. Where a small part is enough, its answer hung on that part: you have found what it looks at.
play-hide-explains-2 = What you hide becomes grey, the mean colour of the pictures that it learned from. The score is the hidden share of all that it sees, so the smallest share is the best.
play-hide-explains-3 = After Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014).
play-hide-task = Rub out as little as you can, until it no longer says “{ $name }”.
play-hide-rule = More than half of it hidden, or 20 seconds without a stroke, and it has won.
play-hide-hidden = { $percent } % hidden
play-hide-rub = Rub on the picture
play-hide-by-keys = Keys: the arrows move, space rubs.
play-hide-won = You hid { $percent } %!
play-hide-too-much = It still says “{ $name }” with half of it hidden.
play-hide-nobody = Nobody has rubbed anything out.
play-hide-smaller = Smaller
play-hide-larger = Larger
play-hide-not-yet = Not yet. It says
play-hide-least = The smaller the part, the better.

## Flip it

play-flip-title = Flip it
play-flip-says = Move as little as you can, until it says another word.
play-flip-card = Move very little, and it says another word.
play-flip-explains-1 = Move what you hold, the camera or yourself until it changes its word. Between the last picture with the old word and the first with the new one it is measured how far the picture moved: shift, zoom and turn together.
play-flip-explains-2 = You would not notice most of these movements, and would never change your word for them. A network shrinks the picture at many steps, and what falls between two squares then counts otherwise.
play-flip-explains-3 = After Azulay and Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).
play-flip-task = Make it change its word with the smallest movement you can.
play-flip-rule = Slowly! The smallest movement of the 30 seconds counts, in its { $side } pixels.
play-flip-photo = A photo does not move by itself.
play-flip-times =
    { $count ->
        [0] No other word yet
        [one] It changed its word once
       *[other] It changed its word { $count } times
    }
play-flip-smallest = smallest so far: { $pixels } of { $side } pixels
play-flip-won = { $pixels } pixels!
play-flip-of = So little of { $side } pixels in width was enough for another word.
play-flip-nothing = It kept its word for 30 seconds.
play-flip-other-thing = It saw another thing each time: that is no small movement.
play-flip-below = < { $pixels }
play-flip-before = before
play-flip-after = after

## Fool it

play-fool-title = Fool it
play-fool-says = Make it say “banana” without a banana.
play-fool-card = Make it say banana, without a banana.
play-fool-explains-1 = A network knows nothing but patterns of pixels. Something that is bent and yellow may be enough for it; hold it up and see.
play-fool-explains-2 = “Change its pixels” follows the gradient: it asks of every value of the picture at hand whether a little more or a little less of it speaks for the word, and changes it by one or a few of 255 steps. To you the two pictures are the same.
play-fool-explains-3 = After Szegedy and others, Intriguing properties of neural networks (2014), and Goodfellow and others, Explaining and Harnessing Adversarial Examples (2015).
play-fool-task = Make it say “{ $name }”.
play-fool-least = It has no “banana”: this is the word that it finds least likely now.
play-fool-rule = You have 60 seconds. Hold something up, or change its pixels.
play-fool-change = Change its pixels
play-fool-works = It changes each value a little …
play-fool-failed = That was not enough. Try another picture.
play-fool-lost = The time is over, and it never said “{ $name }”.
play-fool-won = { $count ->
    [one] { $count } second!
   *[other] { $count } seconds!
}
play-fool-figure = { $seconds } s
play-fool-by-hand = by hand
play-fool-by-pixels = by its pixels
play-fool-shown = You made it say “{ $name }” by what you showed.
play-fool-changed = It says “{ $name }”, and you see no difference.
play-fool-size = No value changed by more than { $largest } of 255.
play-fool-share = { $percent } % of the values are a little different.
play-fool-before = as it was
play-fool-after = with other pixels
play-fool-says-then = { $name }, { $percent } %

## You against it

play-against-title = You against it
play-against-says = A picture gets sharp slowly. Who names it first?
play-against-card = A blur gets sharp. Who names it first?
play-against-explains-1 = You see the same blurred pictures as the network, one a second, each sharper than the one before. It has named one from the first picture on from which it gives the right word at least 50 %, all that is “a cat” taken together. Right is what it says of the sharp picture.
play-against-explains-2 = People recognise things through strong blur, by outline and by what is likely. Networks that learned from sharp photos go by fine texture, and lose it early.
play-against-explains-3 = After Dodge and Karam, Understanding How Image Quality Affects Deep Neural Networks (2016), and Geirhos and others, Generalisation in humans and deep neural networks (2018).
play-against-task = Name the picture before the network does.
play-against-rule = A wrong touch costs the turn. Right is what it says of the sharp picture.
play-against-wait = One moment: pictures are being blurred …
play-against-what = What is it?
play-against-round = Round { $round }
play-against-score = you { $you } : { $it } it
play-against-result = { $you } : { $it }
play-against-figure = { $count } won
play-against-head = you : it
play-against-level = picture { $level } of { $all }
play-against-right = It is “{ $name }”.
play-against-you = You were first, at picture { $level } of { $all }!
play-against-it = The network was first, at picture { $level } of { $all }.
play-against-wrong = Not “{ $name }”: the network gets the turn.
play-against-would = It names it from picture { $level } of { $all } on.
play-against-more = You named more of them first!
play-against-fewer = The network named more of them first.
play-against-even = Nobody named more than the other.
play-against-none = It is sure of none of the pictures here.

## The map of its words

key-word-map = the map of its words
key-word-map-look = map: back, closer; next group; its answer
word-map-title = The map of its words
word-map-says = Words that it finds alike stand near each other.
word-map-explains-1 = Each word is a dot. To know a word, the network keeps a list of numbers: how much each of the features it looks for speaks for that word. Words with similar lists come to stand together. Nobody told it that a tabby is a cat.
word-map-explains-2 = The picture is what the network would most like to see for that word. The brighter a word glows, the surer it is. Its answer is lime. A line leads from its last answer to the new one.
word-map-explains-3 = A list has hundreds of numbers, a map has two: so it must lie a little. What is near is really alike. How far apart far words are means little, and so does left, right, up and down. The method is t-SNE (van der Maaten and Hinton 2008), begun as Kobak and Berens (2019) advise.
word-map-forming = The map is forming …
word-map-few = They stand by the two ways in which they differ most.
word-map-nothing = Nothing to see.
word-map-too-few = A map needs three words; this network has { $count }.
word-map-too-many = A map of more than { $most } words would take too long; this network has { $count }.
word-map-step = { $from } → { $to }
word-map-pair = { $first }, or { $second }
word-map-small-step = A small step: { $share } of the map’s width.
word-map-middle-step = A step: { $share } of the map’s width.
word-map-large-step = A large step: { $share } of the map’s width.
word-map-close = Close together: { $share } of the map’s width.
word-map-between = Not close: { $share } of the map’s width.
word-map-far = Far apart: { $share } of the map’s width.
word-map-alike = Most like it, to the network:
word-map-find = Find a word
word-map-follow = What it says now
word-map-group-dogs = dogs
word-map-group-cats = cats
word-map-group-mammals = other mammals
word-map-group-birds = birds
word-map-group-reptiles = reptiles
word-map-group-sea = in the sea
word-map-group-insects = insects
word-map-group-food = food, plants
word-map-group-vehicles = vehicles
word-map-group-music = music
word-map-group-clothes = clothes
word-map-group-home = at home
word-map-group-buildings = places

## The tour

key-tour = the tour; a first task: show it your shoe
key-tour-next = the tour: go on
tab-tour = The tour
tour-card = Through all rooms, a sentence at a time.
tour-next = Next
tour-leave = Leave
tour-step = { $step } of { $steps }
tour-ends = Still there? The tour ends in { $seconds } s.
tour-see = This is what it sees. Move a little, and watch the squares.
tour-square = Each small square is a detector. Touch a bright one.
tour-detector = It lights up where it finds something. Touch another square.
tour-likes = What does it look for? Touch door 3.
tour-another = These are its favourite pictures. Touch another detector.
tour-part = Which part of the picture does it need? Touch door 4.
tour-rub = Rub out a part, until it says another word.
tour-back = One small part can change its mind! Back to door 1.
tour-flip = Move slowly, or turn, until it says another word.
tour-why = Why did it change its mind? Touch door 5.
tour-door-dreams = It can dream on your picture. Touch door 6.
tour-dream = Move your hand: what it finds grows on it.
tour-door-teach = It can learn your own things. Touch door 7.
tour-teach = Hold up a thing, and hold its button.
tour-door-play = You know how it thinks now. Touch door 8.
tour-play = That was the tour. Start a game!
tour-finish = Finish
task-shoe = Show me your shoe!
task-no-shoe = No shoe? Anything will do
task-answer = It thinks: { $answer }. Do you agree?
task-hide = Now hide a part of it, until it says another word.
task-fool = Well done! Now fool it.
task-begin = Show me your shoe
tour-begin = Show me around

teach-title = Teach it
teach-says = Show it things of your own; it learns to tell them apart.
learning-title = How it learns
learning-says = It finds out what tells your things apart. Try it: turn up “wrong names”, then begin again.
why-mine-title = Why does it say that?
why-mine-says = What in the picture speaks for your thing.
untangle-title = Untangle it
untangle-says = It may only stretch, turn, move and bend the sheet. Can a straight line part the colours then?
grow-title = Grow one from nothing
grow-says = A small network learns handwritten digits before your eyes.
tab-teach = Show it things
tab-learning = How it learns
tab-why-mine = Why?
tab-untangle = Untangle it
tab-grow = Grow one
thing-name = { $number ->
    [1] first thing
    [2] second thing
    [3] third thing
   *[other] fourth thing
}

### teach: the page where things are shown

key-show-thing = door 7: hold while it sees thing 1, 2, 3, 4
key-more-things = door 7: one more thing; name the last
key-taught-pictures = door 7: take a picture away; play the steps
show-title-cards = Show it, and hold the button
show-title-map = It puts like with like
show-title-answer = Now it answers
show-hold = Hold to show it
show-hold-briefly = Hold
show-learning = learning it …
show-frozen = picture is held
show-first = Hold something up. Keep this button down for three seconds, and move it about.
show-second = Now another thing: keep this button down for three seconds.
show-then = Then another thing.
show-and-then = And one more thing.
show-count = { $count ->
    [one] one picture
   *[other] { $count } pictures
}
show-more = one more thing
show-forget = Forget me
show-title-sees = This is what it sees
show-sees = Show it something!
show-looks = It is looking. Move it about!
show-one-is-known = One thing is known. Show it another!
show-now = now
show-note = Pictures of one moment stand side by side. It is a rough map.
show-forming = It is being drawn anew …
show-dark = dark: none of these
show-how = How? Step by step it pulls them apart
show-how-easy = Easy: even their pixels tell them apart
show-how-soon = Show it eight pictures of each: then see how it tells them apart.
show-play = play it
show-depth-pixels = pixels
show-depth-step = after step { $step }
show-depth-lesson = what it learned
show-beside = beside it:
show-take-away = Take it away
show-is-sure = It is sure:
show-thinks = It thinks:
show-perhaps = Perhaps:
show-none = none of these
show-below = all below the line
show-how-like = How like each one it looks:
show-test = Test: { $right } of { $all }
show-test-words = right, of pictures it did not learn from, of the same minute
show-fast = So fast? It could see already; only the names are new.
show-unequal = It saw far more of { $more } than of { $less }. Show it that one again.
show-background = All before one background? It may have learned the table.
show-own-words = So far it has only its own words:
show-waits = Show it two things, and it answers here.
show-waits-one = One more thing, and it answers here.
name-me = me
name-mine = my thing
show-explains-1 = While a button is down, each picture is kept with its code: the numbers that the last layer makes of it, before it decides among its own words. Each thing is remembered as the mean of its codes. A new picture is the thing whose mean it is most like (cosine, the middle of all means taken off); below the line it is none of these: the line lies where pictures that were left out still pass. The last ones of each press are kept back for the test.
show-explains-2 = The map puts pictures with like codes side by side. Far apart says little, and pictures taken one after the other are alike, so they stand together. Each dot spreads the colour of what it is answered; the dark is where no picture stands. Dots that would lie on one another are moved apart. The newest picture stands amid those that it is most like. The small maps show the same pictures by their pixels, after three of its steps and by what it learned, each turned to lie as the one before; the line below each is full where every picture’s five nearest are of its own thing.
show-explains-3 = Webster et al., 2020, “Teachable Machine”. Mensink et al., 2013, “Distance-based image classification”: the nearest class mean. Van der Maaten and Hinton, 2008, “Visualizing data using t-SNE”.

### teach: pages "How it learns" and "Why?"

key-learning = door 7: see it learn; one step; begin again
learning-play = Learn
learning-rest = Pause
learning-step = One step
learning-again = Begin again
untaught = There is nothing to learn yet: show it two things first.
untaught-teach = Show it things
learning-rate = how fast it learns
learning-rate-field = learning rate
learning-hidden = cells in between
learning-hidden-field = hidden cells
learning-decay = small weights
learning-decay-field = weight decay
learning-share = pictures it may use
learning-share-field = training share
learning-noise = wrong names
learning-noise-field = label noise
learning-knob = { $plain } ({ $field })
learning-none = none
learning-right = Right answers
learning-loss = How wrong it is (loss)
learning-counts = The one that counts: pictures it has never seen
learning-no-test = Nothing is held back for a test yet: show it each thing for longer.
learning-shown = shown to it
learning-held-back = held back
learning-steps = { $steps ->
    [one] { $steps } step, one for each picture that comes
   *[other] { $steps } steps, one for each picture that comes
}
learning-pictures = It learns from { $learned } pictures; { $held } are held back.
learning-pictures-wrong = It learns from { $learned } pictures, { $wrong } with a wrong name; { $held } are held back.
learning-explains-1 = The network itself stays as it is. What learns is a small layer at its end, called a head: it gets what the network makes of a picture, its code, and answers with one of your things. With each picture that comes, it looks at all pictures you have shown once more, and turns every weight a little so that its answers get less wrong (Adam, on all pictures at once).
learning-explains-2 = Of each time you held the button, the last pictures are held back: it never learns from them. Where it does well on what it was shown and badly on those, it has learned by heart. They are from the same minute as the others, though: with another light or another table it may do worse.
learning-explains-3 = Its knobs are those of the TensorFlow Playground: Smilkov and Carter, “A neural network playground”, 2016, playground.tensorflow.org.
key-why-mine = door 7: why does it say that?
why-mine-because = It says “{ $name }” because of this part.
why-mine-none = It says: none of these. This part speaks for “{ $name }” most.
why-mine-for = This part speaks for “{ $name }”.
why-mine-against = No part of it speaks for “{ $name }”.
why-mine-no-place = It says “{ $name }”. This network keeps no places to the end: which part it was cannot be told.
why-mine-by-mean = It compares with the average of your pictures.
why-mine-by-head = { $steps ->
    [one] By what it learned in { $steps } step on the page before.
   *[other] By what it learned in { $steps } steps on the page before.
}
why-mine-answered = What it says
why-mine-nearest = Most like these of yours
why-mine-votes = The detectors that speak for it most
why-mine-touch = Touch one to see what it looks for.
why-mine-explains-1 = The last layer has a map for each of its detectors, and of each map only the mean goes on. So what every place adds to the answer can be told exactly: the value of each detector there, times how much that detector speaks for your thing. The glow is this sum; where it is strongest, it is brightest. It is coarse, as the last maps are.
why-mine-explains-2 = By how much a detector speaks for your thing is its weight in the layer that was trained on the page before. Where none was, or one with cells in between, it is how much more it lights up for this thing than for all of them on average. Pictures are compared by what the network makes of them, seen from that average.
why-mine-explains-3 = Zhou, Khosla, Lapedriza, Oliva and Torralba, “Learning deep features for discriminative localization”, CVPR 2016.


### teach: page "Untangle it"
key-untangle = door 7: untangle two colours of points
key-untangle-play = there: play; back, on; begin again
key-untangle-with = there: points; layers; cells; speed
untangle-ring = disc in a ring
untangle-spirals = two spirals
untangle-moons = two moons
untangle-own = your own two things
untangle-weights = weights
untangle-shift = shift
untangle-squash = squash
untangle-line = line
untangle-play = Play
untangle-rest = Pause
untangle-where = where it is
untangle-flat = the flat sheet
untangle-at-weights = layer { $number }: weights
untangle-at-shift = layer { $number }: shift
untangle-at-squash = layer { $number }: squash
untangle-at-line = the line
untangle-doing-nothing = The sheet lies flat.
untangle-doing-weights = Weights: turn and stretch
untangle-doing-shift = Shift: move
untangle-doing-squash = Squash: bend, the far parts most
untangle-doing-line = Now a straight line must do
untangle-slanted = 3 cells: the sheet rises into space, seen from the side
untangle-layers = layers
untangle-cells = cells
untangle-speed = speed
untangle-speed-1 = very slow
untangle-speed-2 = slow
untangle-speed-3 = medium
untangle-speed-4 = fast
untangle-speed-5 = very fast
untangle-again = Begin again
untangle-right = of the points are on their colour’s side
untangle-learns = It learns: it tries where to stretch, turn, move and bend.
untangle-parted = A straight line parts them! Nothing was torn.
untangle-parted-in-space = In space it could lift one colour out of the other. Nothing was torn.
untangle-squeezed = It has found gaps between the ring’s points: there the sheet is pulled thin, but not torn.
untangle-cannot = With 2 cells the sheet stays flat: the disc cannot leave its ring without a tear. Give it a third cell!
untangle-stuck = No straight line parts them yet. Begin again, or give it more cells or layers.
untangle-flat-sheet = What that means on the flat sheet:
untangle-teach-first = Show it two things first: then their pictures are the points.
untangle-explains-1 = Each point is a place on a sheet. A layer does three things to the sheet: its weights turn and stretch it, its shift moves it, and its activation (tanh) squashes it into a box. Nothing of that tears the sheet or folds it onto itself. At the end the network may draw one straight line.
untangle-explains-2 = It learns what you watch: after each look at the points all weights and shifts change a little, so that more points lie on their side. With 2 cells a layer, the sheet stays in the plane, and nobody can get the disc out of the ring without a tear. With 3 cells it moves in space, and there it is easy. The colours of the sheet are the network’s answers: the stronger, the surer it is.
untangle-explains-3 = The idea is Chris Olah’s (“Neural Networks, Manifolds, and Topology”, 2014), and such a network lived first in Andrej Karpathy’s ConvNetJS. Here the weights turn by their angle and stretch at the same time (polar decomposition), so that the sheet never folds on its way. “Your own two things” are the taught pictures, as the large network sees them, in the two directions in which they differ most.
### teach: grow one from nothing
key-grow = door 7: grow a network from nothing
key-grow-play = door 7: it learns; one step; begin again
key-grow-digit = door 7: next digit; an empty field
key-grow-knob = door 7: next view; turn the knob
grow-draw = Draw a digit here
grow-yours = Yours
grow-draw-one = Draw a digit on the field.
grow-next-digit = Next digit
grow-clear = Clear
grow-layer = layer { $layer }
grow-first-step = What each looks for, and where it finds it
grow-says-it = It says
grow-it-is = It is a { $digit }
grow-right = Right
grow-pause = Pause
grow-play = Learn
grow-one-step = One step
grow-again = Begin again
grow-time = Look back
grow-after = after { $step } steps
grow-now = now: { $step } steps
grow-view-score = How well
grow-view-knobs = Change it
grow-view-maps = See it sort
grow-never-seen = right, of { $count } digits it has never seen
grow-of-learned = { $percent } % of those it learns from
grow-how-wrong = How wrong it is
grow-steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
grow-learned = learns from these
grow-held-back = has never seen these
grow-wrong = { $count ->
    [0] None is wrong
    [one] { $count } wrong: it says
   *[other] { $count } wrong: it says
}
grow-mapping = It is sorting 300 digits …
grow-map-soon = …
grow-map-pixels = As pixels
grow-map-step = After layer { $step }
grow-map-answers = As answers
grow-knob-layers = layers
grow-knob-detectors = detectors
grow-knob-activation = lets through
grow-knob-rate = speed
grow-knob-decay = small weights
grow-knob-noise = wrong labels
grow-knob-share = digits used
grow-knob-batch = digits at once
grow-knob-shift = shifts them
grow-activation-rectifier = only more
grow-activation-hard-tanh = up to one
grow-activation-none = all
grow-on = on
grow-off = off
grow-usual = Knobs back
grow-explains-1 = This network begins with noise: nobody gave it a rule. After each look at 64 digits every weight moves a little, so that the right answer becomes a little likelier. What you see are its weights and what comes of them, as they are now.
grow-explains-2 = Layer 1 has 16 detectors. The small square with 9 fields is what a detector looks for: white speaks for it, black against it. Beside it stands where it finds that in the digit. Layer 2 looks at what layer 1 has found, layer 3 at that. The bars are its answer.
grow-explains-3 = It learns from 1437 digits. 360 others are held back: it is only tested with them. Where the two curves part, it learns by heart. Try it: few digits, no shifting, or wrong labels.
grow-explains-4 = “See it sort” puts digits that it finds alike next to each other (t-SNE, van der Maaten and Hinton 2008), as pixels and after each layer. What you draw is made small as the others were: ink is counted on 8 by 8 fields.
grow-explains-5 = The digits are UCI’s “Optical Recognition of Handwritten Digits” (Alpaydin and Kaynak 1998, CC BY 4.0). After the Playground of Smilkov and Carter, Zeiler and Fergus (2013), who watched features grow, Karpathy’s ConvNetJS, and Olah’s “Visualizing MNIST”. It learns by Adam (Kingma and Ba 2014).

### teach: heads in files

head-written = what it was taught (this file remembers you)
head-too-few = Show it two things first: then there is something to write.
head-foreign = The head from the file was taught on { $network }: it cannot answer here. Show it things anew, or go back to that network.

### dreams: the room

tab-dreams = Live
tab-deep = One picture, deep
tab-noise = Out of noise
tab-known = What it still knows
key-dreams = door 6: the live dream
key-deep = door 6: one picture, deep; fall into it
key-noise = a word out of noise
key-known = what a step still knows
dream-teach-first = Teach it something first, behind door 7.

### dreams: the live page

dream-title = What does it dream?
dream-says = It adds what it finds to your picture, again and again.
dream-invites = Move your hand: what it finds grows on it.
dream-invites-still = Take another step: it finds other things.
key-dream-strength = door 6: less, more strongly
key-dream-again = door 6: begin again, a new picture
key-dream-of-this = door 3: dream of this detector
key-dream-of-thing = door 7: dream of thing 1, 2, 3, 4
dream-your-camera = Your camera
dream-your-picture = Your picture
dream-in-its = In its dream
dream-which = Which step dreams? Touch one.
dream-step = step { $step }
dream-step-of = step { $step } of { $steps }
dream-detector = detector { $number }
dream-detector-of-step = detector { $number } of step { $step }
dream-how-strongly = How strongly?
dream-strength = { $at ->
    [0] barely
    [1] a little
    [2] gently
    [3] clearly
    [4] strongly
    [5] very strongly
   *[other] wild
 }
dream-go-on = Go on
dream-again = Begin again
dream-lost = That was too fast: it begins again.
dream-of-this = Dream of this one
dream-of-it = Dream of it
dream-explains-1 = The picture runs through it up to one step. Then every pixel is changed a little, so that whatever this step has found gets stronger: where it saw a hint of an eye, there is more of an eye. That is done a few times for each picture of the camera. What was added before is carried along with what moves, and added again, a little paler: so the dream grows, and follows you.
dream-explains-2 = An early step dreams strokes, a late one parts of animals: it was trained with photos of which many show animals. Nothing is painted that it has not found, and no other picture is copied in. The answer at the right is its own, to the dreamt picture. The mean brightness is held, so that nothing flickers.
dream-explains-3 = Of a step, the mean of its squared activations is climbed (gradient ascent); of one detector or word, its own value; of a thing that you taught it, the cosine of its code with that thing’s mean. The detail, which is dream less camera, is moved by phase correlation. Mordvintsev, Olah and Tyka, “Inceptionism: going deeper into neural networks”, 2015.

### dreams: one picture, deep

deep-title = What does it dream?
deep-says = It dreams on one picture for longer, first coarse, then fine.
deep-invites = Fall into it, or take a new picture.
deep-done = Done.
deep-your-picture = Your picture
deep-new = New picture
deep-zoom = Fall into it
deep-forming = It is still dreaming: { $steps } of { $of }.
deep-falling = You fall into its dream. It has no end.
deep-explains-1 = One picture is held, made small, and dreamt on for some steps. Then it is made larger, and what was added is kept and dreamt on, up to the full size (octaves): so there are large things and small ones. The picture is shifted a little before each step (jitter), and coarse and fine parts of the change are given the same weight (a Laplacian pyramid), so that no grid shows.
deep-explains-2 = “Fall into it” enlarges the dream a little, dreams on it again, and so on. After a few seconds nothing is left of your picture: everything that you see was found in what it had made itself.
deep-explains-3 = Mordvintsev, Olah and Tyka, “Inceptionism: going deeper into neural networks”, 2015; the recipe with octaves and jitter is that of their DeepDream notebook.

### dreams: out of noise

noise-title = Out of noise: touch a word
noise-says = From nothing but noise it paints what that word looks like to it.
noise-explains-1 = It begins with noise. Each pixel is then changed a little, so that the word you touched gets more likely, 150 times: what comes is what the network holds to be that word, and no photo. Each time it sees another part of the picture, larger or smaller and a little turned, or else it would be content with noise.
noise-explains-2 = The percentages are what the network answers to the whole picture. Another network may be less sure of it: what one has learned is not all that makes a thing. Eight words were tried with two other networks: both knew seven of the pictures, and neither the school bus.
noise-explains-3 = This is activation maximisation (Erhan et al., 2009), with Fourier coefficients and random views as in “Feature visualization” (Olah, Mordvintsev and Schubert, 2017). The small pictures were made in the same way, before.
noise-word-monarch = monarch butterfly
noise-word-pirate = pirate ship
noise-other = Other noise
noise-any-word = Any word
noise-way = How sure it was of “{ $name }” on the way:
noise-no-words = This network has no words.

### dreams: what a step still knows

known-title = What does a step still know of your picture?
known-says = Each copy is built from nothing but what one step finds.
known-explains-1 = A copy begins as noise. Its pixels are changed until the step finds in it what it finds in your picture. The original itself is never looked at on the way.
known-explains-2 = Early steps still know almost every pixel. Late steps find nearly the same in both pictures, although you see that they differ: many pictures would do. What you miss in a copy could not be rebuilt; that does not mean that the step has lost it.
known-explains-3 = “95 % the same” means that the squared difference of the step’s values is a twentieth of their own squares. The method is Mahendran and Vedaldi’s (“Understanding deep image representations by inverting them”, 2015); what is changed are the coefficients of the picture’s Fourier transform.
known-no-layer = No step of this network keeps a picture.
known-after = after step { $step }
known-says-it = it says: { $name } { $percent }
known-forming = forming …
known-fits = step { $step } finds { $percent } % the same
known-fits-short = { $percent } % the same
known-truth = The last step finds nearly the same in both, though you see the difference.
known-touch = Touch a copy: it gets large.
known-new = Take a new picture

### jobs

needs-whole-network = This is found out with the whole network: switch everything on again.
