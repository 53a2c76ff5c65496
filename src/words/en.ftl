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
foot-delay = { $delay } behind

## The picture

picture-title = It looks
picture-waiting = waiting for the first picture …
picture-now = now
picture-held = held
picture-last = This is the last picture.
picture-sees-square = it sees this square
picture-sees-all = it sees all of it
pace-still = A photo: it does not move.
pace-all = It keeps up with all { $all } pictures a second.
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
legend-late = Late squares see more of the picture at once, so they are coarser.
legend-late-short = Late squares see more at once: coarser.

## The wall

wall-title = It searches, step by step
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

tab-last-change = The last change
tab-how-little = How little it takes
tab-last-minute = The last minute
tab-chair-test = Chair test
flip-earlier = Earlier
flip-later = Later
chair-again = Five seconds more
occlusion-square = The grey square
occlusion-stride = Its steps
occlusion-pixels = { $pixels } pixels
occlusion-answer-again = Ask about its answer again

## The answer

answer-heading = It answers
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
answer-asks = { $name }?
answer-untrained = untrained, it claims
answer-means-nothing = made-up weights: it means nothing
answer-means-nothing-short = means nothing
answer-without-a-part = with a part taken away
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
strip-close = One name is ahead, but not far: a larger movement may tip it.
strip-ago = 10 s ago
strip-now = now
strip-changed = changed
strip-touch = touch a mark to see it
strip-still = This picture does not move.
strip-shake = Shake it for me
strip-shaken = We shake it a little.
strip-camera = Press { $key } for the camera: move a little, and see.
strip-before-a-camera = Before a camera: move a little, and see.
