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
