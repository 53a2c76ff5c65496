# Every word on the screen, in German. The format is Project Fluent's: projectfluent.org/fluent/guide.
#
# A message is a line, however long: a line break in the table is one on the screen.
# The network is "es", a detector "der Detektor" (er), a layer on the wall a "Stufe", in the expert's
# texts a "Schicht". To change one's mind is "sich umentscheiden", one such change a "Wechsel".
# Visitors are "du". Names of classes stay English and take no article.

## The bar of doors

door-see = Was sieht es?
door-see-short = Sehen
door-inside = Schau hinein
door-inside-short = Innen
door-looks-for = Was sucht es?
door-looks-for-short = Es sucht
door-hide = Verdeck etwas
door-hide-short = Verdecken
door-changes = Warum denkt es jetzt anders?
door-changes-short = Wechsel
door-dreams = Was träumt es?
door-dreams-short = Träume
door-teach = Trainier es
door-teach-short = Training
door-play = Spiel mit!
door-play-short = Spiele

## The last line

promise = Nichts verlässt diesen Computer. Nach dem Ausschalten hat es dich vergessen.
foot-untrained = Ausgedachte Gewichte, nie trainiert: Schau, wie die Zahlen fließen – die Antwort bedeutet nichts.
foot-recording = Aufnahme, { $time }: Die Datei merkt sich dich.
foot-loading = lade { $name } …
foot-device = { $name } auf { $device }
foot-assumed = { $name }, Eingabe angenommen

## The picture

picture-title = Es schaut
picture-waiting = warte auf das erste Bild …
picture-now = jetzt
# What people have about them, and the network's class for each.
things-to-hold-up = eine Tasse: coffee mug, eine Banane: banana, eine Tastatur: computer keyboard, eine Sonnenbrille: sunglasses, eine Uhr: digital watch
show-me = Zeig mir { $things }
picture-held = angehalten
picture-last = Das ist das letzte Bild.
picture-last-short = Das letzte Bild.
picture-sees-square = es sieht dieses Quadrat
picture-sees-part = es sieht diesen Teil
picture-sees-all = es sieht alles
pace-still = Ein Foto: Es bewegt sich nicht.
pace-still-short = Ein Standbild.
pace-all = Es schafft alle { $all } Bilder pro Sekunde.
pace-short = Sieht { $shown } von { $all } pro Sekunde.
pace-some = Es sieht { $shown } von { $all } Bildern pro Sekunde.
button-freeze = Stopp
button-go-on = Weiter
button-photos = Fotos
button-camera = Kamera
button-next-photo = Nächstes Foto

## One detector, close up

close-up-title = Ein Detektor, ganz nah
close-up-short = Ein Detektor
close-up-drives = Worauf reagiert { $name }?
close-up-step = in Stufe { $step }
close-up-moment = einen Moment …
close-up-off = Er ist weggenommen.
close-up-silent = Er findet nichts in diesem Bild.
close-up-whole = Er antwortet auf das ganze Bild zugleich.
close-up-lights = Hier leuchtet er auf.
close-up-inside = Schau hinein

## The key to the squares

legend-nothing = nichts gefunden
legend-found = gefunden!
legend-patterns = Jedes Quadrat zeigt das Wunschbild seines Detektors. Die der frühen Stufen entstehen gerade aus Rauschen, eins nach dem anderen; ein Quadrat bleibt leer, bis sein Bild bekannt ist.
legend-patterns-short = Das Wunschbild jedes Detektors; leer: noch unbekannt.
legend-late = Späte Quadrate sehen mehr vom Bild zugleich, darum sind sie gröber.
legend-late-short = Späte Quadrate sehen mehr: gröber.
legend-signed-short = Unter null: grau.

## The wall

wall-title = Es sucht, Stufe für Stufe
wall-touch-short = tipp eins an
wall-touch = tipp ein Quadrat an
wall-untrained = untrainiert
wall-everything = Kanten bis Dinge
step = Stufe { $step }
depth-edges = Kanten
depth-outlines = Umrisse
depth-textures = Muster
depth-shapes = Formen
depth-parts = Teile
depth-things = Dinge

## What a finger can change in a room

tab-rub-out = Wegradieren
tab-every-place = Jede Stelle
tab-removal = Detektoren wegnehmen
tab-last-change = Letzter Wechsel
tab-how-little = Wie wenig reicht
tab-last-minute = Letzte Minute
tab-chair-test = Stuhltest
tab-two-networks = Zwei Netze
flip-earlier = Früher
flip-later = Später
occlusion-square = Quadrat
occlusion-stride = Schritt
occlusion-pixels = { $pixels } Pixel
occlusion-answer-again = Wieder zur Antwort fragen


## The help: its headings, and what each key does

group-move = Umschauen
group-picture = Das Bild
group-show = Darstellung
group-ask = Worauf ein Detektor reagiert
group-test = Warum denkt es jetzt anders?
group-program = DeepVis

key-move = Auswahl bewegen (mit Shift: in Sprüngen)
key-closer = näher: Stufe, Detektor, seine Pixel
key-back = zurück
key-layers = vorige, nächste Schicht
key-pages = innen: die Quadrate davor, danach
key-all-layers = innen: alle Schichten der Stufe
key-zoom = ein Detektor: in Stufe, groß, Pixel
key-find = Schicht, Detektor oder Wort suchen
key-name = einem Detektor einen Namen geben
key-freeze = Bild anhalten, weiter
key-pictures = Bild davor, danach; in Clips 10 s
key-source = Kamera oder Dateien; am Foto wackeln
key-camera = die nächste Kamera
key-mirror = Kamera spiegeln
key-power-line = Kamera: gegen flackernde Lampen
key-hold = Kamera: Fokus, Licht, Farben halten
key-low-light = Kamera: darf sie im Dunkeln langsam sein
key-camera-zoom = Kamera: Zoom
key-rotate = Kamera: ihr Bild drehen
key-every-channel = alle Detektoren; ihre Wunschbilder
key-language = English, Español, Français; große Schrift
key-gamma = Gamma: wie hell schwache Werte sind
key-network = das nächste Netz
key-boost = jeder Detektor mit eigener Skala
key-colors = Farben; die Karte über das Bild legen
key-statistics = Statistik
key-full-screen = Vollbild
key-method = welche Pixel: keine, Gradient … Grad-CAM
key-filter = gezeichnet roh, grau, als Norm, verwischt
key-signals = Schicht: Aktivierungen oder Signale
key-guesses = nach seinem besten, zweiten Wort fragen
key-pin = weiter nach diesem fragen; nach keinem
key-peak = nur von seinem Ring aus fragen
key-beside = diesen Detektor neben den nächsten legen
key-switch-unit = diesen Detektor oder ganze Schicht wegnehmen
key-save = ein Bild vom Bildschirm speichern
key-export = Karten und Pixel in eine Datei schreiben
key-record = Gezeigtes aufnehmen, beenden
key-help = was geht; lange drücken: Betreuung
key-door = durch eine Tür der Leiste
key-wrong = falsch: Welches Wort ist es dann?
key-explain = Bildschirm erklären; mich vergessen
key-quit = beenden (Kiosk: zwei Sekunden halten)
key-two-networks = zwei Netze, ein Bild; ein anderes Netz
key-clock = wann es wechselte: die letzte Minute
key-rub-out = etwas wegradieren; alles abwischen
key-hide-one = das wichtigste Quadrat verdecken
key-removal = Detektoren wegnehmen; noch einmal
key-occlusion = jede Stelle verdecken; Belege je Pixel
key-square = Radiergummi, Quadrat: kleiner, größer
key-stride = seine Schritte: kürzer, länger
key-flips = den Wechsel davor, danach ansehen
key-chair = Stuhltest: sich bewegen; noch einmal
key-how-little = wie wenig reicht: rücken, drehen, zoomen

## The answer, and numbers in words

class-unknown = unbekannt
percent = { $of } %
percent-below-one = < 1 %
times =
    { $count ->
        [0] nie
        [1] einmal
        [2] zweimal
       *[other] { $count }-mal
    }
delay = { $seconds } s
delay-part = 1/{ $part } s

## A detector, and which pixels drive it

detector = Nr. { $number }
detector-of-step = Detektor in Stufe { $step }
the-answer = die Antwort
one-moment = einen Moment …
method-gradient = Gradient
method-guided = guided backpropagation
method-deconvnet = Deconvnet
method-grad-cam = Grad-CAM
pixels-not-asked = Nach den Pixeln wurde nicht gefragt.
pixels-ask = { $key }: Welche Pixel zählen?
pixels-read = { $method }: { $aid }
pixels-heat = helle Stellen sprechen dafür
pixels-raw = graue Pixel zählen nicht
pixels-gray = Helles hilft, Dunkles hemmt
pixels-norm = helle Pixel zählen

## The statistics of a layer

statistics-title = Statistik
statistics-open = Öffne eine Schicht: Hier stehen ihre Zahlen.
statistics-open-with = Öffne mit { $key } eine Schicht: Hier stehen ihre Zahlen.
statistics-of-signals = { $layer } (Signale)
statistics-zeros = { $percent } % ihrer Werte sind null
statistics-silent =
    { $frames ->
        [one] { $silent } von { $all } Kanälen stumm im letzten Bild
       *[other] { $silent } von { $all } Kanälen stumm in den letzten { $frames } Bildern
    }
statistics-most = { $value } und mehr
statistics-axis = wie oft (log)

## Under the pointer, and what a search finds

tooltip-flip = { $from } → { $to } · ein Klick zeigt es
tooltip-step = Stufe { $step }: tippen, um hineinzuschauen
tooltip-square-here = { $which } · hier { $value }
find-title = Suchen
find-what = Schreib den Namen einer Schicht, die Nummer eines Detektors oder ein Wort, das es kennt.
find-nothing = nichts heißt so
find-layer = Schicht von Stufe { $step }, { $kind }
find-detector = von { $count } in { $layer }
find-class = Klasse
find-named = { $number }, Stufe { $step }
named-of-step = „{ $name }“, Detektor in Stufe { $step }
unit-named = „{ $name }“, Nr. { $number } von { $count }
close-up-named = „{ $name }“
name-title = Wie würdest du ihn nennen?
name-says = Tipp auf ein Wort, oder schreib einen Namen und drück Enter. Er bleibt, bis du gehst.
name-thing = Ding { $number }
name-it = Namen geben
name-another = Anderer Name

## The rooms: heading, what is to be seen, and what i explains

rub-title = Verdeck etwas
rub-says = Radiere mit dem Finger, und schau auf die Antwort.
rub-hide-one = Verdeck für mich
rub-hide-one-soon = Einen Moment …
rub-wipe = Abwischen
rub-live = Zurück zu live
rub-held = Steht beim Radieren
rub-photo = Ein Foto: Radiere darauf
rub-is-live = Live: Radiere darauf, dann hält es an
rub-grey = grau: vor ihm verborgen
rub-task = Verdeck so wenig wie möglich, bis es nicht mehr „{ $name }“ sagt.
rub-hid = { $percent } % verdeckt
rub-changed = Es sagt nicht mehr „{ $name }“!
rub-same = Es sagt noch immer „{ $name }“.
rub-surer = Jetzt ist es sogar noch sicherer: „{ $name }“.
rub-less-sure = Es sagt noch „{ $name }“, aber weniger sicher.
rub-explains-1 = Was du wegradierst, wird grau: die mittlere Farbe der Bilder, mit denen das Netz gelernt hat. Es antwortet sofort neu.
rub-explains-2 = Wo sich die Antwort stark ändert, hat es das Verdeckte gebraucht.
rub-explains-3 = Nach Zeiler und Fergus, Visualizing and Understanding Convolutional Networks (2014).
removal-title = Detektoren wegnehmen
removal-says = Einen nach dem anderen, immer den wichtigsten. Wann vergisst es?
removal-explains-1 = Ein weggenommener Detektor findet nichts mehr, nirgends im Bild. Jedes Mal werden die acht, die am meisten zu zählen scheinen (Gradient mal Aktivierung, über die Karte summiert), wirklich ausprobiert, und der geht, ohne den die Antwort am unwahrscheinlichsten ist. Er bleibt weg, während der nächste gesucht wird. In anderer Reihenfolge reichen vielleicht weniger.
removal-explains-2 = Daneben ebenso viele Detektoren derselben Stufe, zehnmal zufällig ausgelost: Die Linie ist ihr Mittel, das Band reicht vom kleinsten bis zum größten Wert. Jedes Quadrat zeigt, was sein Detektor in diesem Bild fand, die stärkste Stelle am hellsten; Antippen, oder die Pfeiltasten und Enter, gibt einen zurück.
removal-explains-3 = Rangfolge nach Molchanov und anderen, Pruning Convolutional Neural Networks (2017); vergleiche Morcos und andere, On the Importance of Single Directions for Generalization (2018).
contrast-why = Warum { $class }?
contrast-why-not = Warum { $class }, nicht { $rival }?
contrast-why-before = Vor dem Radieren: Warum { $class }?
contrast-why-not-before = Vor dem Radieren: Warum { $class }, nicht { $rival }?
contrast-others = Vergleiche mit …
contrast-any = allen anderen
contrast-by-pixel = Pixel für Pixel
contrast-most = zählt viel
contrast-changes-most = ändert viel
contrast-nothing = gar nicht
contrast-for = für { $class }
contrast-lighter = heller: { $class }
worst-title = Das Quadrat, das am meisten zählt
worst-how-sure = Ohne dieses Quadrat ist { $class } so sicher:
worst-still = Es antwortet noch immer { $class }.
worst-answers = Und es antwortet { $class }.
worst-times = Bei { $count } von { $all } Stellen sagte es { $class }.
worst-tried = { $done } von { $all } Stellen bisher probiert
worst-of-this-size = So ist es bei Quadraten dieser Größe.
counts-title = Verdeckt: Welchen Teil braucht es?
counts-says = Ein graues Quadrat verdeckt einen Teil nach dem anderen. Wo sich die Farbe ändert, hat es das Verdeckte gebraucht.
counts-explains-1 = Ein graues Quadrat verdeckt einen Teil des Bildes nach dem anderen, und jedes Mal antwortet das Netz neu. Wo die Antwort unsicherer wird, braucht es, was verdeckt war; wo eine andere kommt, sagen die Farben, welche.
counts-explains-2 = Das dritte Bild macht dasselbe für einen Detektor einer späten Stufe, und zwar für den, der am meisten fand; das vierte zeigt, welche Pixel für diesen Detektor sprechen.
counts-explains-3 = Nach Zeiler und Fergus, Visualizing and Understanding Convolutional Networks (2014), Abbildung 7.

flip-title = Warum denkt es jetzt anders?
flip-says = Zwei Bilder, gleich nacheinander, und zwei Antworten.
flip-explains-1 = Zwei Bilder, einen Wimpernschlag auseinander, und was sich dazwischen geändert hat. Gemessen werden die Verschiebung, die Größe, die Drehung und das Licht, die das eine so gut wie möglich ins andere überführen (Phasenkorrelation, Kuglin und Hines 1975; dann kleinste Quadrate, Lucas und Kanade 1981), und der Rest, den nichts davon erklärt. Genannt wird nur, was mindestens ein Zehntel des Unterschieds erklärt. Pixel sind die, die das Netz sieht.
flip-explains-2 = Die Balken sagen, wie sehr sich jede Stufe geändert hat, Stelle für Stelle, von den Pixeln links bis zur Antwort rechts.
flip-explains-3 = Zwei fast gleich starke Antworten tauschen wegen nichts den Platz; aber Netze wie dieses ändern ihre Antwort auch, wenn sich das Bild um ein Pixel verschiebt (Azulay und Weiss, Why do deep convolutional networks generalize so poorly to small image transformations?, 2019).

how-little-title = Wie wenig reicht?
how-little-says = Dasselbe Bild, jedes Mal etwas mehr verändert, bis es etwas anderes antwortet.
how-little-explains-1 = Das Bild wird verschoben, vergrößert und verkleinert, gedreht und anders beleuchtet, jedes Mal etwas mehr, und das Netz antwortet neu. Die Linie sagt, wie sicher es sich seiner ersten Antwort noch ist; wo die Fläche getönt ist, antwortet es etwas anderes. Danach wird die kleinste Änderung jeder Art, die das schafft, genauer gesucht.
how-little-explains-2 = Auch die erste und die letzte Stufe werden angesehen: wie weit sie sich vom unveränderten Bild entfernt haben (Zeiler und Fergus, Visualizing and Understanding Convolutional Networks, 2014, Abbildung 5).
how-little-explains-3 = Oben wird jedes Pixel so wenig heller oder dunkler gemacht, dass du es nicht siehst, jedes in der Richtung, die der Antwort am meisten schadet (Goodfellow et al., Explaining and Harnessing Adversarial Examples, 2015).

chair-title = Setz dich, und beweg dich fünf Sekunden
chair-says = Kannst du es umstimmen? Und welche seiner Stufen ändern sich?
chair-explains-1 = Jeder Balken sagt, wie sehr sich eine Stufe von einem Bild zum nächsten ändert, in Prozent dessen, was vorher da war; die Zahlen darüber sind die Mittel der ersten und der letzten Stufen. Links der stärkste Wert jedes Detektors, wo auch immer im Bild er liegt; rechts alle seine Werte, Stelle für Stelle.
chair-explains-2 = Eine Kante, die ein wenig wandert, wird wiedergefunden: Links hat sich nichts geändert, rechts viel. Schau also zuerst nach links: Bleiben die frühen Stufen ruhig, während die späten springen? Die Zahlen entscheiden, für dieses Netz und für deine Art, dich zu bewegen.
chair-explains-3 = Yosinski et al. (2015) sahen die Antworten bei kleinen Änderungen des Bildes springen, während frühe Schichten ruhig blieben: Hier wird das gemessen.

clock-title = Wann entscheidet es sich um?
clock-says = Der Zeiger läuft einmal pro Minute herum. Jeder Strich ist ein Wechsel; alte verblassen. Klick auf einen Punkt: Seine zwei Bilder sind noch da.
clock-explains-1 = Jeder Strich auf dem Zifferblatt ist ein Moment, in dem der beste Tipp des Netzes ein anderer wurde. Der Zeiger ist jetzt: Er wischt weg, was vor einer Minute geschah.
clock-explains-2 = Halt still, und schau, ob die Striche aufhören: Schon das Rauschen einer Kamera kann genügen. Dann beweg dich langsam. Dichte Striche zwischen denselben zwei Klassen sind zwei Tipps, die fast gleichauf liegen.
clock-explains-3 = Azulay und Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).

patterns = Was sie mögen

likes-title = Was sucht es?
likes-says = Ein kleiner Detektor, in Stufe { $step }.
likes-says-class = Eins der { $count } Wörter, die es kennt: { $name }.
likes-explains-1 = Ein Detektor ist ein kleiner Teil des Netzes, der selbst gelernt hat, was er sucht: Niemand hat es ihm gesagt. Also fragt man ihn: Zeig ihm Bilder, und schau, bei welchen er aufleuchtet; verändere ein Bild, und schau, was er lieber mag.
likes-explains-2 = Das Wunschbild beginnt als Rauschen. Alle seine Werte werden immer wieder ein wenig in die Richtung verändert, in der der Detektor stärker antwortet (Gradientenaufstieg am Bild, gradient ascent). Nur glatte Änderungen, kleine Verschiebungen und Drehungen sorgen dafür, dass es ein Bild bleibt. Sonst kommt nichts hinein: Kein Foto wird benutzt.
likes-explains-3 = Wobei er hilft, wird gemessen: dieselben Bilder noch einmal, mit diesem Detektor auf null gehalten.
likes-explains-4 = Yosinski et al., 2015, „Understanding neural networks through deep visualization“; Zeiler und Fergus, 2014, „Visualizing and understanding convolutional networks“; Olah et al., 2017, „Feature visualization“.
likes-now = Jetzt: Hier leuchtet er auf
likes-now-nothing = Jetzt: Hier ist nichts für ihn
likes-now-class = Jetzt: wie sicher es ist
likes-sure = so sicher ist es: { $name }
likes-strongest = wo er am stärksten leuchtet, auf einer Skala von 0 bis { $most }
likes-nothing = Zeig etwas anderes: Hier findet er nichts.
likes-away = Er ist weggenommen: Jetzt sagt er nichts.
likes-wish = Sein Wunschbild
likes-wish-least = Was er am wenigsten will
likes-wish-class = Wunschbild für „{ $name }“
likes-wish-class-least = Am wenigsten „{ $name }“
likes-forming =
    Rauschen, in { $steps } von { $of } kleinen Schritten so verändert, dass { $goal ->
        [least] er schwächer leuchtet
        [word] es dieses Wort eher glaubt
        [least-word] es dieses Wort weniger glaubt
       *[most] er stärker leuchtet
    }. Ganz ohne Foto.
likes-made =
    Rauschen, in { $of } kleinen Schritten so verändert, dass { $goal ->
        [least] er schwächer leuchtet
        [word] es dieses Wort eher glaubt
        [least-word] es dieses Wort weniger glaubt
       *[most] er stärker leuchtet
    }. Ganz ohne Foto.
likes-rose =
    { $what ->
        [word] Der Wert des Worts stieg von { $start } auf { $now }.
       *[detector] Sein Wert stieg im Mittel von { $start } auf { $now }.
    }
likes-fell =
    { $what ->
        [word] Der Wert des Worts fiel von { $start } auf { $now }.
       *[detector] Sein Wert fiel im Mittel von { $start } auf { $now }.
    }
likes-dead = Keine kleine Änderung dieses Rauschens erreicht den Detektor: Er bleibt dunkel, und es entsteht kein Bild.
likes-still = Er antwortet kaum, was man auch ändert: Vom Rauschen führt kein Weg zu dem, was er mag.
likes-another = Noch eins
likes-least = Mag am wenigsten
likes-most = Mag am meisten
likes-favourites = Seine neun Lieblinge
likes-favourites-so-far = Bisherige Lieblinge
likes-not-kept = Lieblinge merkt es sich nur für Detektoren der Wand und für Wörter.
likes-none-yet = Noch bei keinem Bild geleuchtet.
likes-chosen-from = Die stärksten von { $pictures } Bildern, die es hier sah.
likes-too-few =
    { $pictures ->
        [one] Aus einem Bild: noch zu wenig. Durchsuch einen Ordner nach mehr.
       *[other] Aus { $pictures } Bildern: noch zu wenige. Durchsuch einen Ordner nach mehr.
    }
likes-from-folder = Die stärksten von { $pictures } Fotos in einem Ordner.
likes-called = { $count } der neun nannte es „{ $name }“.
likes-of-here = Die von hier
likes-of-folder = Aus einem Ordner
likes-forget = Vergiss mich
likes-promise = Nur im Speicher: nach dem Ausschalten vergessen.
likes-promise-kiosk = Nur im Speicher: vergessen, wenn du gehst.
likes-projected = Worauf er in jedem Bild reagierte; Grau ist nichts.
likes-no-switches = Worauf er jeweils reagierte. Aber dieses Netz merkt sich die Stellen nicht (ohne Max-Pooling): Hier sagt das wenig.
likes-ask-other = Frag { $network }
likes-other = Was { $network } im stärksten Liebling sieht: links, was der stärkste Detektor seiner Stufe { $step } von { $all } sah, rechts, auf welche Pixel er reagierte. Dieses Netz merkt sich die Stellen.
likes-pixels = Wo genau?
likes-pictures = Die Bilder
likes-helps = Er hilft diesen Wörtern
likes-helps-says = Nimm ihn weg, und jedes verliert:
likes-helps-none =
    { $pictures ->
        [one] Zu wenig: In diesem Bild ändern sich die Antworten ohne diesen Detektor kaum.
       *[other] Zu wenig: In den letzten { $pictures } Bildern änderten sich die Antworten ohne diesen Detektor kaum.
    }
likes-helps-little =
    { $pictures ->
        [one] Ein Detektor allein hilft nur wenig. Gesehen an einem Bild.
       *[other] Ein Detektor allein hilft nur wenig. Gesehen an { $pictures } Bildern.
    }
likes-helps-much =
    { $pictures ->
        [one] Für ein Wort zählt er viel. Gesehen an einem Bild.
       *[other] Für ein Wort zählt er viel. Gesehen an { $pictures } Bildern.
    }
likes-weights = Nach seinen Gewichten spricht er am meisten für { $first }, { $second } und { $third }.
likes-take-away = Diesen Detektor wegnehmen
likes-meanwhile = Gerade antwortet es
likes-answers = Was es jetzt antwortet
likes-others = Andere Detektoren, Stufe { $step }
likes-which = { $first } bis { $last } von { $count }, die lebhaftesten zuerst
likes-guesses = Andere Wörter, an die es jetzt denkt
likes-words = Wörter
recipes-says = Stufe { $step }, und vier Rezepte von 2015 für sein Wunschbild.
recipes-says-class = „{ $name }“, nach vier Rezepten von 2015.
recipe-waits = wartet, bis es dran ist …
recipe-decay = Alles verblasst
recipe-decay-says = Bei jedem Schritt verblassen alle Werte etwas (L2 decay).
recipe-blur = Verwischt
recipe-blur-says = Bei jedem Schritt wird es etwas verwischt (Gaussian blur).
recipe-clip-norm = Schwache Pixel weg
recipe-clip-norm-says = Pixel, die kaum von Grau abweichen, werden grau (clipping by norm).
recipe-clip-contribution = Nutzlose Pixel weg
recipe-clip-contribution-says = Pixel, die wenig helfen, werden grau (clipping by contribution).
recipe-steps = { $steps } von { $of } Schritten
key-likes = was es sucht; Rezepte; Detektor finden
key-stimulus = Tür 3: neues Bild; was er nicht mag
key-projections = Tür 3: Pixel; hier gesehen; anderes Netz
tab-likes = Ein Detektor
tab-recipes = Auf vier Arten
tab-search = Detektor finden
key-with = Tür 3: halten, solange da; solange weg
likes-says-named = „{ $name }“, ein kleiner Detektor in Stufe { $step }.
search-says = Zeig ihm ein Ding: Welcher Detektor merkt es?
search-with = Mit Ding
search-without = Ohne Ding
search-hold = { $seconds } s drücken
search-so-far = { $seconds } s, { $pictures ->
        [one] ein Bild
       *[other] { $pictures } Bilder
    }
search-title-first = 1. Zeig ihm etwas
search-first = Halt ein Ding vor die Kamera: eine Tasse, einen Hut, deine Hand. Drück drei Sekunden lang „Mit Ding“, und beweg das Ding ein wenig.
search-first-after = Halt jetzt das Ding hoch, und drück drei Sekunden lang „Mit Ding“.
search-title-second = 2. Nimm es weg
search-second = Leg das Ding weg, und drück drei Sekunden lang „Ohne Ding“. Alles andere bleibt, wie es war.
search-title-with = Mit Ding …
search-records-with = Es beobachtet jeden Detektor. Beweg das Ding ein wenig.
search-title-without = Ohne Ding …
search-records-without = Es beobachtet jeden Detektor. Lass das Ding weg.
search-title-held = Das Bild steht
search-held = Nichts Neues kommt. Lass das Bild erst weiterlaufen.
search-title-ranks = Es vergleicht …
search-title-few = Zu wenige Bilder
search-few = Kaum etwas bewegte sich. Nimm die Kamera, oder lass das Bild weiterlaufen, und mach beides noch einmal.
search-title-none = Keiner
search-none = Keiner der { $count } Detektoren merkt, ob das Ding da ist. Vielleicht ein größeres Ding, oder näher an die Kamera?
search-title-found = { $detectors ->
        [one] Dieser merkt, ob es da ist
       *[other] Diese merken, ob es da ist
    }
search-found = Von { $count } Detektoren. Jedes zweite Bild wählte sie aus, die anderen prüften sie:
search-title-nothing = Jetzt nicht
search-step = Stufe { $step }
search-lit-now = jetzt hell
search-dark-now = jetzt dunkel
search-lit-with = mit: hell in { $lit } von { $of }
search-lit-without = ohne: hell in { $lit } von { $of }
search-touch = Tipp einen an: Was sucht er? Dort kannst du ihm einen Namen geben, der an der Wand steht, bis du gehst.
search-hand = Niemand hat ihm gesagt, was es zu finden gibt: Jeder Detektor hat seine eigene Sache gefunden.
search-explains-1 = Solange eine Taste gedrückt ist, wird der stärkste Wert jedes Detektors jeder Stufe notiert, Bild für Bild. Dann werden die Detektoren danach geordnet, wie weit ihre Mittel mit Ding und ohne Ding auseinanderliegen, gemessen daran, wie sehr sie dabei schwanken.
search-explains-2 = Unter Tausenden unterscheidet sich immer irgendein Detektor zwischen zwei Momenten. Darum ordnet nur jedes zweite Bild, und die anderen urteilen: Ein Detektor ist hell, wo er über der Mitte zwischen seinen beiden Mitteln liegt. Er muss in neun von zehn Bildern jeder Art richtigliegen. Und der größte Unterschied muss anderthalbmal so groß sein wie der, der herauskommt, wenn Stücke von einer halben Sekunde zufällig auf „Mit Ding“ und „Ohne Ding“ verteilt werden (höchstens einmal in zwanzig Fällen): Sonst heißt es „Keiner“.
search-explains-3 = Yosinski et al., 2015, „Understanding neural networks through deep visualization“, fanden Detektoren für Gesichter und für Text, indem sie Dinge vor eine Kamera hielten. Westfall und Young, 1993, „Resampling-based multiple testing“.

minds-title = Zwei Netze, ein Bild: Sind sie sich einig?
minds-says = Beide bekommen dasselbe Bild. Jedes antwortet, was es gelernt hat.
minds-explains-1 = Zwei Netze sehen im selben Moment dasselbe Bild. Jedes hat für sich gelernt: Die Zahlen in ihnen, und oft auch die Zahl ihrer Stufen, haben nichts gemeinsam. Wenn sie gleich antworten, ist nichts abgeschrieben.
minds-explains-2 = Wie oft beide dasselbe Wort haben, wird über alle Bilder gezählt, seit diese Seite offen ist; wie oft jedes sich umentscheidet, über dieselben Bilder. Wo nichts zu sehen ist, wird nichts gezählt, und eine neue Szene ist kein Wechsel. Ein langsames Netz lässt Bilder aus. Such etwas, bei dem das eine sicher ist und das andere nicht: Es liegt nicht allein am Bild.
minds-explains-3 = Geirhos, Meding und Wichmann, Beyond accuracy: quantifying trial-by-trial behaviour of CNNs and humans by measuring error consistency (2020): Netze verschiedener Bauart stimmen miteinander mehr überein als mit Menschen, auch in ihren Fehlern.

## What the rooms draw

this-picture = dieses Bild
this-picture-just-now = dieses Bild, gerade eben
this-picture-ago = dieses Bild, vor { $seconds } s

clock-still = dieses Bild bewegt sich nicht
clock-minute = in der letzten Minute
clock-camera = Vor einer Kamera: Beweg dich etwas, und schau.
clock-none = Halt etwas hoch, und dreh es langsam.
clock-pairs = Am häufigsten zwischen

minds-another = Anderes Netz
amount-of-numbers = { $millions } Millionen
minds-size = { $amount } gelernte Zahlen, von { $year }
minds-size-own = { $amount } eigene Zahlen
minds-size-untrained = { $amount } Zahlen, ausgedacht
minds-loading = Einen Moment: Es wird geladen …
minds-alone = Nur ein Netz hat seine Gewichte auf diesem Computer. „deepvis networks“ sagt, wie man ein weiteres holt: Nach dem nächsten Start steht es hier.
minds-agree = Einig!
minds-differ = Nicht einig
minds-share =
    { $pictures ->
        [one] Einig in { $percent } % von einem Bild
       *[other] Einig in { $percent } % von { $pictures } Bildern
    }
minds-still = Dieses Bild bewegt sich nicht.
minds-means-nothing = Ihre Zahlen sind ausgedacht: Einig sein bedeutet hier nichts.
minds-recent = oben: einig, unten: nicht einig
minds-changed = umentschieden
minds-changed-times =
    { $rate ->
        [0] weniger als einmal pro Minute
        [1] einmal pro Minute
        [2] zweimal pro Minute
       *[other] { $rate }-mal pro Minute
    }
minds-changed-never = nie
minds-changed-so-far = bisher { $times }

counts-sure = Wie sicher es ist: { $class }
counts-sure-short = Wie sicher
counts-sure-read = weißer Strich: { $share }, nichts verdeckt
counts-sure-read-short = weißer Strich: nichts verdeckt
counts-answer = Was es dann antwortet
counts-answer-short = Antwort
counts-answer-read = siehe die Namen rechts
counts-answer-read-short = Namen rechts
counts-finds = Wie viel { $detector } findet
counts-finds-read = 100 %: nichts verdeckt
counts-finds-read-short = 100 %: nichts verdeckt
counts-speaks = Was für { $detector } spricht
counts-finds-short = Ein Detektor
counts-speaks-short = Seine Pixel
counts-speaks-read = seine stärkste Stelle, zurück zu den Pixeln (Deconvnet)
counts-speaks-not = Was für { $detector } spricht, fehlt: { $why }.
counts-no-switches = das braucht Max-Pooling, eine Art Schicht, die dieses Netz nicht hat
counts-answers = Es antwortet
counts-times = { $count }×

chair-start = Start
chair-again = Noch mal
chair-ready = Stimm es um!
chair-ready-how = Beug dich, nick, dreh den Kopf. Je öfter die Antwort wechselt, desto besser.
chair-move = Los!
chair-seconds-left =
    { $seconds ->
        [one] Sekunde noch
       *[other] Sekunden noch
    }
chair-so-far =
    { $count ->
        [one] Wechsel bisher
       *[other] Wechsel bisher
    }
chair-changed = Die Antwort wechselte
chair-times =
    { $count ->
        [one] Mal
       *[other] Mal
    }
chair-most = Rekord bisher:{"\u00A0"}{ $most }
chair-record = Neuer Rekord!
chair-more = Mehr ist hier besser: Stimm es um!
chair-over = Es kommen keine Bilder. Der Test wartet auf die Kamera.
chair-still = Ein Foto bewegt sich nicht von selbst. Wackel etwas daran, dann kann der Test beginnen.
chair-held = Dieses Bild steht. Der Test wartet, bis es weitergeht.
chair-line = Seine Antwort
chair-line-mark = hier wechselte sie
chair-line-begin = 0 s
chair-line-end = { $seconds } s
chair-line-ago = vor { $seconds } s
chair-line-now = jetzt
chair-bars-second = Höhe eines Balkens: Änderung von Bild zu Bild, in der letzten Sekunde.
chair-bars-test = Höhe eines Balkens: Änderung von Bild zu Bild, in diesen { $seconds }{"\u00A0"}s.
chair-bars-short = Balken: Änderung von Bild zu Bild.
chair-nothing = Noch hat sich nichts bewegt, das man vergleichen könnte.

flip-below = unter den besten fünf
flip-now = Gerade hat es sich umentschieden!
flip-closely = { $key }: genau ansehen
flip-moved = Was sich dazwischen bewegt hat.
flip-let-go = Seither ist zu viel passiert.
flip-let-go-do = Die Bilder dieses Wechsels sind nicht mehr da.
flip-none = Noch hat es sich nicht umentschieden.
flip-none-do = Beweg dich etwas vor der Kamera, oder dreh, was du hältst, und schau.
flip-last-now = Letzter Wechsel, gerade eben: angehalten.
flip-last-seconds =
    { $seconds ->
        [one] Letzter Wechsel, vor einer Sekunde: angehalten.
       *[other] Letzter Wechsel, vor { $seconds } Sekunden: angehalten.
    }
flip-last-minutes =
    { $minutes ->
        [one] Letzter Wechsel, vor einer Minute: angehalten.
       *[other] Letzter Wechsel, vor { $minutes } Minuten: angehalten.
    }
flip-earlier-now = Früherer Wechsel, gerade eben: angehalten.
flip-earlier-seconds =
    { $seconds ->
        [one] Früherer Wechsel, vor einer Sekunde: angehalten.
       *[other] Früherer Wechsel, vor { $seconds } Sekunden: angehalten.
    }
flip-earlier-minutes =
    { $minutes ->
        [one] Früherer Wechsel, vor einer Minute: angehalten.
       *[other] Früherer Wechsel, vor { $minutes } Minuten: angehalten.
    }
flip-before = Vorher
flip-difference = Der Unterschied, × { $factor }
flip-after = Nachher
flip-grey = Grau: keine Änderung.
flip-live-title = Jetzt, live
flip-live = { $name } { $percent }

why-unseen = Du konntest es nicht sehen. Das Netz schon.
why-tie = Zwei Namen lagen fast gleichauf.
why-tie-nothing = Zwei Namen lagen fast gleichauf. Fast nichts kippte es.
why-tie-grain = Zwei Namen lagen fast gleichauf. Rauschen kippte es.
why-tie-moved-little = Zwei Namen lagen fast gleichauf. Ein kleiner Ruck kippte es.
why-tie-moved = Zwei Namen lagen fast gleichauf. Eine Bewegung kippte es.
why-tie-nearer = Zwei Namen lagen fast gleichauf. Weniger Abstand kippte es.
why-tie-away = Zwei Namen lagen fast gleichauf. Mehr Abstand kippte es.
why-tie-turned = Zwei Namen lagen fast gleichauf. Eine Drehung kippte es.
why-tie-lighter = Zwei Namen lagen fast gleichauf. Mehr Licht kippte es.
why-tie-darker = Zwei Namen lagen fast gleichauf. Weniger Licht kippte es.
why-tie-entered = Zwei Namen lagen fast gleichauf. Etwas kam hinzu und kippte es.
why-tie-left = Zwei Namen lagen fast gleichauf. Etwas verschwand und kippte es.
why-tie-part = Zwei Namen lagen fast gleichauf. Ein Teil änderte sich und kippte es.
why-nothing = Fast nichts hat sich geändert.
why-grain = Es war nur Rauschen.
why-unknown = Etwas wurde anders.
why-moved-little = Ein kleiner Ruck.
why-moved = Das Bild bewegte sich.
why-nearer = Etwas kam näher.
why-away = Etwas ging weg.
why-turned = Es drehte sich.
why-lighter = Es wurde heller.
why-darker = Es wurde dunkler.
why-entered = Etwas kam hinzu.
why-left = Etwas verschwand.
why-part = Ein Teil des Bildes wurde anders.
why-equal = Die zwei Namen lagen fast gleichauf, { $from } und { $to }.
why-by-moved-right = Das Bild rückte um etwa { $pixels } Pixel nach rechts.
why-by-moved-left = Das Bild rückte um etwa { $pixels } Pixel nach links.
why-by-moved-down = Das Bild rückte um etwa { $pixels } Pixel nach unten.
why-by-moved-up = Das Bild rückte um etwa { $pixels } Pixel nach oben.
why-by-moved-down-right = Das Bild rückte um etwa { $pixels } Pixel nach rechts unten.
why-by-moved-up-right = Das Bild rückte um etwa { $pixels } Pixel nach rechts oben.
why-by-moved-down-left = Das Bild rückte um etwa { $pixels } Pixel nach links unten.
why-by-moved-up-left = Das Bild rückte um etwa { $pixels } Pixel nach links oben.
why-by-nearer = Was es sieht, kam näher: { $percent } % größer.
why-by-away = Was es sieht, rückte weg: { $percent } % kleiner.
why-by-turned-left = Das Bild drehte sich um { $degrees }° nach links.
why-by-turned-right = Das Bild drehte sich um { $degrees }° nach rechts.
why-by-lighter = Das Bild wurde um { $percent } % heller.
why-by-darker = Das Bild wurde um { $percent } % dunkler.
why-by-entered = Es ist im Kasten.
why-by-left = Es war im Kasten.
why-by-part = Der Teil im Kasten änderte sich.
why-rest-nothing = Die Änderung ist kleiner als das Rauschen einer Kamera.
why-rest-grain = Jeder Punkt änderte sich für sich, wie beim Rauschen einer Kamera.
why-rest-most = Das ist weniger als die Hälfte der Änderung. Was der Rest ist, kann es nicht sagen.
why-rest-unknown = Es weiß nicht, was sich änderte.

growth-title = Wo der Unterschied in ihm wuchs
growth-most = Am meisten in Stufe { $step }, um { $percent }. Jeder Balken: wie sehr sich eine Stufe änderte.
growth-picture = Bild
growth-answer = Antwort

profile-found = Was es findet
profile-found-means = egal wo
profile-place = Wo es das findet
profile-place-means = Stelle für Stelle
profile-step = Stufe
profile-range = Stufen { $first }–{ $last }
profile-one = Stufe { $step }
profile-says-still = Kaum etwas hat sich bewegt.
profile-says-early-elsewhere = Frühe Stufen finden immer dasselbe, nur an anderen Stellen. Späte Stufen finden anderes.
profile-says-elsewhere = Frühe Stufen finden immer dasselbe, nur an anderen Stellen.
profile-says-all-elsewhere = Alle Stufen finden immer dasselbe, nur an anderen Stellen.
profile-says-late = Was späte Stufen finden, ändert sich mehr als das, was frühe finden.
profile-says-early = Was frühe Stufen finden, ändert sich mehr als das, was späte finden.
profile-says-alike = Was frühe und späte Stufen finden, ändert sich etwa gleich viel.

how-little-then = Erst wird das Bild verschoben, gedreht, beleuchtet. Dann kommt eine Änderung, die du nicht siehst.
how-little-tie = Zwei Namen lagen von Anfang an fast gleichauf: { $first } und { $second }.
how-little-steps = Um { $pixels } Pixel verschoben, ändert sich die erste Stufe um { $early } %, die letzte um { $late } %.
unseen-change = Die Änderung, × { $factor }
unseen-change-sought = Die Änderung
unseen-hardly = Du konntest es kaum sehen. Das Netz schon.
unseen-found = Keine Farbe änderte sich um mehr als { $steps } von 255, und überhaupt nur { $changed } % änderten sich.
unseen-searching = Suche eine Änderung, die du nicht siehst …
unseen-none = Mit höchstens 8 von 255 fand sich keine Änderung, die die Antwort ändert.
tipping-title = So wenig reicht zum Kippen
tipping-line = wie sicher es ist: { $class }
tipping-shaded = es antwortet { $class }
tipping-stays = Es bleibt
tipping-sought = …
tipping-much = { $what }: Das ist nicht wenig
tipping-left = nach links
tipping-right = nach rechts
tipping-up = nach oben
tipping-down = nach unten
tipping-larger = größer
tipping-smaller = kleiner
tipping-turned-left = nach links gedreht
tipping-turned-right = nach rechts gedreht
tipping-brighter = heller
tipping-darker = dunkler
axis-down = auf oder ab gerückt
axis-right = seitlich gerückt
axis-zoom = größer oder kleiner
axis-turn = gedreht
axis-light = heller oder dunkler
amount-pixels = { $amount } Pixel
tick-pixels = { $amount } px
amount-degrees = { $amount }°

## What i explains of the network itself

explain-wall-title = Was sehe ich hier?
explain-wall-network = Das ist { $network }, ein neuronales Netz: { $amount } Zahlen, eingestellt durch Training mit mehr als einer Million Fotos, bis die Antworten passten. Es läuft auf diesem Computer, jetzt, mit diesem Bild.
explain-wall-own-weights = Das ist { $network }, ein neuronales Netz: { $amount } Zahlen, eingestellt durch Training mit Bildern, bis die Antworten passten. Es läuft auf diesem Computer, jetzt, mit diesem Bild.
explain-wall-untrained = Das ist { $network }, ein neuronales Netz mit { $amount } Zahlen, aber untrainiert: Eine Formel hat sie sich ausgedacht. Was hindurchfließt, ist wirklich gerechnet; was es antwortet, bedeutet nichts.
explain-wall-squares = Jedes Quadrat ist ein Detektor (ein Kanal, channel). Das Bild wird an ihm vorbeigeschoben, und das Quadrat leuchtet, wo der Detektor findet, was er sucht (seine Aktivierungskarte, activation map). Jede Stufe arbeitet mit dem, was die Stufe davor gefunden hat: Aus Kanten werden Muster (textures), aus Mustern Teile, aus Teilen Dinge.
explain-wall-squares-untrained = Jedes Quadrat ist ein Detektor (ein Kanal, channel). Das Bild wird an ihm vorbeigeschoben, und das Quadrat leuchtet, wo der Detektor findet, was er sucht (seine Aktivierungskarte, activation map). Jede Stufe arbeitet mit dem, was die Stufe davor gefunden hat.
explain-wall-light = Helligkeit sagt, wie stark, verglichen mit dem Stärksten derselben Stufe. Farbe sagt nur, welche Stufe. Späte Quadrate sind grob, weil jeder ihrer Werte den größten Teil des Bildes gesehen hat.
explain-wall-classes = Die letzte Stufe liefert { $classes } Klassenwerte (class scores), umgerechnet in Prozente. Das Netz muss unter diesen { $classes } wählen: Wenn es nichts davon sieht, schwankt es. Kleine Bewegungen können es umstimmen.
explain-wall-several = Die letzte Stufe liefert { $classes } Klassenwerte (class scores), jeder für sich in Prozente umgerechnet (sigmoid). Das Netz kann mehrere dieser { $classes } zugleich sehen oder keine: Die Prozente ergeben zusammen nicht hundert. Umgestimmt ist es, wenn die stärkste eine andere wird.
explain-wall-one-class = Die letzte Stufe liefert einen einzigen Klassenwert. Ohne Auswahl ist er immer 100 %.
explain-wall-paper = Nach Yosinski et al., Understanding Neural Networks Through Deep Visualization (2015).
explain-wall-assumed = Niemand hat gesagt, mit welchen Bildern es trainiert wurde. Es bekommt { $size } Pixel, mit Mittelwert und Streuung der Farben, die die meisten Netze haben: Wurde es mit anderen trainiert, liegen seine Antworten daneben. Eine Datei mit dem Namen des Netzes und der Endung .toml daneben sagt, was stimmt; „deepvis describe“ schreibt eine.

explain-layer-title = In einer Stufe
explain-layer-squares = Das sind alle Detektoren (Kanäle, channels) einer Schicht, zuerst die, die die meisten Stellen unterscheiden. Weiß ist der stärkste Wert der ganzen Schicht, damit man zwei Quadrate vergleichen kann. Ein Strich durch ein leeres Quadrat: Dieser Detektor findet nirgends etwas in diesem Bild.
explain-to-detector-arrows = Die Pfeiltasten führen zu einem einzelnen Detektor; er erscheint groß rechts, über dem Bild.
explain-to-detector-click = Ein Klick führt zu einem einzelnen Detektor; er erscheint groß rechts, über dem Bild.
explain-to-detector-key = Die Taste { $key } führt zu einem einzelnen Detektor; er erscheint groß rechts, über dem Bild.
explain-to-detector-keys = Die Tasten { $keys } führen zu einem einzelnen Detektor; er erscheint groß rechts, über dem Bild.
explain-to-layers = Die Tasten { $previous } und { $next } führen zur vorigen und nächsten Schicht, auch zu denen, die die Übersicht auslässt.
explain-to-layer-before = Die Taste { $key } führt zur vorigen Schicht, auch zu denen, die die Übersicht auslässt.
explain-to-layer-after = Die Taste { $key } führt zur nächsten Schicht, auch zu denen, die die Übersicht auslässt.
explain-layer-negative = Eine Schicht, deren Werte negativ sein können, zeigt null dunkel und alles unter null grau.

explain-unit-title = Ein Detektor, und worauf er reagiert
explain-unit-map = Links leuchtet ein Detektor (ein Kanal, channel) dort, wo er findet, was er sucht (seine Aktivierungskarte, activation map). Der Ring ist die Stelle, nach der gefragt wird, zuerst die stärkste; tipp auf eine andere. Der weiße Rahmen ist alles, was sie gesehen hat (ihr rezeptives Feld, receptive field).
explain-unit-pixels = Rechts: wie sehr jedes Pixel ihn heben oder senken würde. Gradient ist die bloße Steigung; guided und Deconvnet behalten nur, was für ihn spricht, das gibt klarere Linien (Zeiler und Fergus 2014; Springenberg et al. 2015). Grad-CAM sagt, wo im Bild eine Klasse gesehen wird (Selvaraju et al. 2017).
explain-unit-pixels-key = Rechts, nach { $key }: wie sehr jedes Pixel ihn heben oder senken würde. Gradient ist die bloße Steigung; guided und Deconvnet behalten nur, was für ihn spricht, das gibt klarere Linien (Zeiler und Fergus 2014; Springenberg et al. 2015). Grad-CAM sagt, wo im Bild eine Klasse gesehen wird (Selvaraju et al. 2017).
explain-unit-kernels = Die kleinen Quadrate sind seine Filterkerne (kernels); mittleres Grau ist null.
explain-unit-switch = { $key } schaltet den Detektor ab: Die Antwort zeigt sofort, wozu er gut war. Die kleinen Quadrate sind seine Filterkerne (kernels); mittleres Grau ist null.

## Notices and stalls

notice-mirror = nur Bilder einer Kamera werden gespiegelt
notice-adjust = nur Kameras kann man einstellen
notice-power-line = Gegen Flackern, Stromnetz: { $line }
notice-held = Bleibt, wie es jetzt ist: { $what }
notice-set-free = Die Kamera entscheidet wieder selbst: Nichts ist festgehalten
notice-low-light-slow = Im Dunkeln darf die Kamera weniger Bilder senden
notice-low-light-steady = Im Dunkeln bleibt die Kamera gleich schnell
notice-zoom = Zoom: { $step } von { $steps }
notice-rotation = Um { $degrees } Grad gedreht
notice-camera-lacks = Das kann diese Kamera nicht: { $what }
notice-camera-refuses = Das nimmt diese Kamera jetzt nicht an: { $what }
notice-not-set = { $camera } lässt sich nicht so einstellen: { $what }
list-comma = { $list }, { $more }
list-and = { $list } und { $more }
control-power-line = Netzfrequenz
control-focus = Fokus
control-exposure = Belichtung
control-white-balance = Weißabgleich
control-low-light = Tempo im Dunkeln
control-zoom = Zoom
notice-no-other = es gibt kein anderes Bild
notice-shake = nur an einem stillen Foto kann man wackeln
notice-next-camera = suche die nächste Kamera
notice-camera = suche { $camera }
notice-instead = { $error }; zeige { $shown }
notice-recorder-busy = Moment: Die vorige Aufnahme wird noch fertig
notice-recorder-refused = kann nicht aufnehmen: { $error }
notice-recording = nehme { $file } auf
notice-recording-half = nehme { $file } auf, in halber Größe, denn { $why }
notice-saving-busy = Moment: Das vorige Bild wird noch gespeichert
notice-saving-refused = kann das Bild nicht speichern: { $error }
notice-saved = gespeichert: { $file }
notice-network-goes-on = { $network } macht weiter
notice-network-loading = lade { $network } …
notice-network-refused = { $network } kann nicht laufen: { $problem }
notice-network-looking = jetzt schaut { $network }
stall-waiting = warte ({ $seconds } s) …
stall-opening = die Bilder werden noch geöffnet ({ $seconds } s) …
stall-reading = das nächste Bild wird noch gelesen ({ $seconds } s) …
stall-loading = das Netz wird noch geladen ({ $seconds } s) …
stall-computing = das Netz rechnet noch ({ $seconds } s) …
notice-source-busy = Moment: Die Quelle hat die letzten Tasten noch nicht beantwortet
notice-engine-busy = Moment: Die letzten Tasten sind noch nicht beantwortet
notice-nothing-to-save = noch wurde nichts gezeigt, was man speichern könnte
notice-forgotten = Es hat dich vergessen: Deine Bilder und Namen sind weg.
notice-only-network = kein anderes Netz hier; `deepvis networks` sagt, wie man eins holt
notice-export-late = nicht exportiert: Inzwischen läuft ein anderes Netz
notice-export-nothing = nicht exportiert: Es hat noch nichts angeschaut
notice-exported = { $what } exportiert: { $file }
exported-layers =
    { $layers ->
        [one] die Aktivierungen der Schicht
       *[other] Aktivierungen von { $layers } Schichten
    }
exported-both =
    { $layers ->
        [one] die Aktivierungen der Schicht und die Attribution
       *[other] Aktivierungen von { $layers } Schichten und die Attribution
    }
notice-recorded =
    { $pictures ->
        [one] { $file } aufgenommen: { $seconds } s, { $pictures } Bild
       *[other] { $file } aufgenommen: { $seconds } s, { $pictures } Bilder
    }
notice-recorded-some =
    { $pictures ->
        [one] { $file } aufgenommen: { $seconds } s, { $kept } von { $pictures } Bild
       *[other] { $file } aufgenommen: { $seconds } s, { $kept } von { $pictures } Bildern
    }

## Where pictures come from, and what is wrong with them

source-any-camera = eine Kamera
source-waiting = warte auf { $camera }
source-reel = Bilder
source-folder =
    { $pictures ->
        [one] { $path } ({ $pictures } Bild)
       *[other] { $path } ({ $pictures } Bilder)
    }
source-animated = { $size }, bewegt
notice-skipped = übersprungen: { $error }
notice-left-out = ausgelassen: { $files }; nicht gelesen, mach JPEGs daraus (heif-convert, ImageMagick)
notice-damaged = { $damage }; gezeigt, wie es ist: { $file }
notice-clip-early = der Clip endet zu früh und beginnt von vorn; { $reason }: { $file }
notice-camera-damaged = { $camera }: bisher ausgelassene Bilder: { $pictures }; { $problem }
notice-camera-format = ein anderes Programm hat { $camera } umgestellt: Jetzt kommt { $format }
notice-camera-interlaced = { $camera } sendet Halbbilder (interlaced), zwei Hälften aus verschiedenen Momenten: Nur eine wird gezeigt
notice-until-camera = zeige { $shown }, bis die Kamera zurück ist
notice-camera-back = die Kamera ist zurück: { $camera }
notice-camera-new = zeige jetzt: { $camera }
notice-again = { $error }; neuer Versuch
camera-gone = Die Kamera ist weg. Suche sie …
camera-restarts = { $error }. Starte sie neu …
camera-black = Die Kamera sendet schwarze Bilder: Ist ihre Klappe zu?
camera-flicker = Das Licht flackert: ? gedrückt halten, dann „Gegen Flackern“: { $hertz } Hz
camera-flicker-unknown = Das Licht flackert: ? gedrückt halten, dann „Gegen Flackern“: Stromnetz deines Landes
camera-frozen = Die Kamera sendet immer wieder dasselbe Bild: Wenn das so bleibt, steck sie neu an

## Why no pixels are shown

blank-off = kein Gradient erreicht die Eingabe: Diese Einheit ist aus
blank-full = kein Gradient erreicht die Eingabe: Diese Einheit ist an ihrer Obergrenze
blank-stopped = kein Gradient erreicht die Eingabe: ReLUs stoppen ihn auf jedem Weg
blank-against = keine Stelle spricht dafür
blank-neither = keine Stelle spricht mehr für das eine als für das andere

## What a kiosk refuses

kiosk-saves-nothing = im Kiosk werden keine Bilder gespeichert
kiosk-writes-nothing = im Kiosk wird nichts in Dateien geschrieben
kiosk-records-nothing = im Kiosk wird nichts aufgenommen
kiosk-does-not-search = im Kiosk gibt es keine Suche
kiosk-leaves-the-camera = die Kamera stellt nur die Betreuung ein: ? zwei Sekunden halten
kiosk-fills-the-screen = ein Kiosk bleibt im Vollbild

## The page of `?`

help-title = Was du tun kannst
gesture-touch = Tippen
gesture-touch-says = auf Quadrat, Name, Punkt: Es öffnet sich
gesture-drag = Ziehen
gesture-drag-says = an einem Regler
gesture-back = Zurück
gesture-back-says = der Pfeil oben links, { $key } oder ein Rechtsklick
gesture-back-says-without-key = der Pfeil oben links oder ein Rechtsklick
gesture-freeze = Stopp
gesture-freeze-says = { $key }; noch einmal, und es ist live
gesture-freeze-says-without-key = hält das Bild an; noch einmal, und es ist live

## The presenter's half of it

presenter-title = Für die Betreuung
presenter-held = ? oder { $key }, zwei Sekunden gehalten
presenter-held-by-finger = ? zwei Sekunden gehalten
presenter-keys = Tasten
presenter-remembers = Bilder von Gästen sind nur im Speicher und nach dem Ausschalten weg. Ein gespeichertes Bild, ein Video und exportierte Zahlen sind Dateien: Sie bleiben, und sie zeigen, wer da war.
presenter-files = Was auf die Platte kommt, merkt sich die Gäste; ein Kiosk lässt es nicht zu.
card-on = an
card-off = aus
card-camera = Nächste Kamera
card-camera-says = jetzt: { $name }
card-mirror = Spiegeln
card-power-line = Gegen Flackern
card-power-line-says = { $line }
card-hold = Fokus und Licht halten
card-hold-says = bleibt so
card-hold-says-some = einiges bleibt so
card-hold-says-none = die Kamera entscheidet
card-low-light = Tempo im Dunkeln
card-low-light-says = darf langsamer sein
card-low-light-says-not = bleibt gleich schnell
card-zoom = Zoom
card-zoom-says = { $step } von { $steps }
card-rotate = Drehen
card-rotate-says = um { $degrees }°
card-camera-lacks = kann diese Kamera nicht
card-no-camera = gerade keine Kamera
card-photos = Fotos
card-to-the-camera = Kamera
card-source-says = zu Dateien und zurück
card-network = Nächstes Netz
card-network-says = jetzt: { $name }
card-record = Aufnahme
card-record-says = ein Video, als Datei
card-recording-says = { $time } bisher; tippen: Ende
card-save = Speichern
card-save-says = das Bild, als Datei
card-export = Export
card-export-says = Zahlen, als Datei
card-full-screen = Vollbild
card-full-screen-says = oder wieder Fenster
card-explain = Erklären
card-explain-says = was zu sehen ist
card-not-in-a-kiosk = nicht im Kiosk
card-quit = Beenden
quit-keep-holding = Zum Beenden { $key } weiter halten

## Look inside

inside-title = Schau hinein
inside-says = Stufe { $step } hat { $count } { $count ->
    [one] Detektor
   *[other] Detektoren
 }. Tipp auf ein Quadrat.
inside-all-layers = Alle Schichten
inside-all = alle { $count }, kontrastreichste zuerst
inside-which = kontrastreichste zuerst: { $first }–{ $last } von { $count }
inside-which-short = { $first }–{ $last } von { $count }
inside-coming = einen Moment: Diese Quadrate kommen gleich
inside-silent = { $count ->
    [0] Alle fanden etwas in diesem Bild.
    [one] Einer fand nichts in diesem Bild.
   *[other] { $count } fanden nichts in diesem Bild.
 }
inside-signed = Dunkel ist hier null: Was unter null ist, ist grau.
inside-classes = Ein Quadrat pro Wort: Es antwortet { $best }.
inside-signals = Signale, nicht Aktivierungen: { $method }, Ziel: { $target }; Orange hebt es, Blau senkt es, voll bei { $scale }
inside-lights = Wo er leuchtet
inside-made-ring = Was den Ring leuchten ließ
inside-made-it = Was ihn leuchten ließ
inside-signals-toolbox = Signale, nicht Aktivierungen: { $method }, Ziel: { $target }; Grün hebt es, Rot senkt es, voll bei { $scale }
inside-drives = Worauf reagiert { $target }?
inside-dark = Auf nichts: Dort ist es dunkel.
inside-of-at-ring = von { $most }: wie stark er am Ring leuchtet
inside-of = von { $most }: wie stark er höchstens leuchtet
inside-at-ring = an stärkster Stelle
inside-lit-on = hell auf { $share } des Bildes
inside-is-away = Er ist weggenommen.
inside-finds-nothing = Er findet nichts in diesem Bild.
inside-whole-picture = ein Wert für das ganze Bild
inside-answers = Es antwortet: { $name } { $share }
inside-with-all = mit allem: { $name } { $share }
inside-take-away = Diesen Detektor wegnehmen
inside-put-back = Zurückgeben
inside-put-layer-back = Alle zurück
inside-larger = Größer
inside-statistics = Zahlen
inside-show-signals = Signale
inside-one-back = Voriger
inside-next-one = Nächster

unit-title = Ein Detektor von Stufe { $step }, ganz nah
unit-pixels-title = Welche Pixel zählen?
unit-number = Nr. { $number } von { $count }
unit-class = Nr. { $number } von { $count }: { $name }
unit-method = Pixel: { $method }
unit-method-none = Pixel: keine
unit-with-map = Mit Karte
unit-filter = Gezeigt: { $filter }
unit-beside = Danebenlegen
unit-pin = Weiterfragen
unit-strongest = Nur sein Ring
unit-larger = Nur Pixel
unit-field = In Fachwörtern: Kanal (channel) { $channel } von { $layer } ({ $kind }, { $block }), Karten von { $map }; jeder Wert sieht { $sees } Pixel breit.
unit-strongest-now = stärkster Wert jetzt { $now }, in den letzten zehn Sekunden { $highest }
unit-values = Werte { $low } bis { $high }, Mittel { $mean }; { $zeros } % sind null
unit-brightest = Karte von { $map }, volle Helligkeit bei { $brightest }
unit-course = Sein stärkster Wert in zehn Sekunden
unit-pattern = Dieses Muster, über das Bild geschoben:
unit-kernel = Sein einziger Kern:
unit-kernels = Stärkste von { $count } Kernen, nach Eingang:
unit-seen-all = Der Wert im Ring hat das ganze Bild gesehen.
unit-seen-all-short = Der Ring hat alles gesehen.
unit-seen = Der Wert im Ring hat den Rahmen gesehen: { $sees } Pixel breit.
unit-seen-short = Der Ring hat { $sees } Pixel gesehen.

## The answer

answer-heading = Es antwortet
# Names that take no article, since there is no single piece of them, and last words of names that
# end with an s and are of one thing all the same.
names-uncounted = chain mail, face powder, hair spray, lotion, perfume, sunscreen, thatch, velvet, wool, toilet tissue, guacamole, consomme, ice cream, mashed potato, broccoli, cauliflower, hay, carbonara, chocolate sauce, dough, red wine, eggnog, rapeseed, corn, confectionery, head cabbage
names-of-one-thing = patas, Flandres, Pyrenees, triceratops
answer-guesses = { $article ->
    [an] Es weiß es nicht.
    [a] Es weiß es nicht.
   *[none] Es weiß es nicht.
 }
answer-perhaps = { $article ->
    [an] Vielleicht:
    [a] Vielleicht:
   *[none] Vielleicht:
 }
answer-thinks = { $article ->
    [an] Es denkt:
    [a] Es denkt:
   *[none] Es denkt:
 }
answer-is-sure = Es ist sicher:
answer-several = { $count ->
        [0] Sicher ist keins. Am ehesten:
        [one] Es sieht:
       *[other] Es sieht { $count } zugleich, zuerst:
    }
answer-asks = { $name }?
answer-untrained = untrainiert behauptet es
answer-means-nothing = ausgedachte Gewichte: Das bedeutet nichts
answer-means-nothing-short = bedeutet nichts
answer-without-a-part = ein Teil ist weggenommen
answer-before = Vor dem Radieren: { $name }, { $percent } %
answer-before-short = vorher: { $percent } %
answer-whole = mit allem sagt es: { $percent } % { $name }
answer-whole-short = mit allem: { $name }
answer-none = keine Antwort
answer-not-a-number = was es rechnet, ist { $what }
answer-everything-else = alles andere
answer-why-not = Warum nicht { $name }?
answer-why-not-the-second = Warum nicht das zweite?
answer-wrong = Das ist falsch!
answer-knows = Es kennt { $count } Wörter, auf Englisch. „Mensch“ ist nicht dabei: Es nennt, was Leute tragen oder halten.
sureness-guess = rät
sureness-perhaps = vielleicht
sureness-thinks = denkt
sureness-sure = sicher
wrong-which = Was dann?
wrong-none = Keins seiner Wörter
wrong-never-mind = Schon gut
wrong-only-its-words = Es kann nur unter den { $count } Wörtern wählen, die es gelernt hat. Es antwortet mit dem Wort, das am nächsten liegt.
wrong-go-on = Weiter
nothing-to-see = Es gibt nichts zu sehen
nothing-even = Das Bild ist überall gleich.
nothing-found = Fast keiner seiner { $count } Detektoren der letzten Stufe findet etwas.
nothing-even-and-found = Das Bild ist überall gleich: Fast keiner seiner { $count } Detektoren der letzten Stufe findet etwas.

## Did it change its mind?

strip-title = Hat es sich umentschieden?
strip-count = { $count ->
    [0] nicht in den letzten zehn Sekunden
    [1] einmal in zehn Sekunden
    [2] zweimal in zehn Sekunden
   *[other] { $count }-mal in zehn Sekunden
 }
strip-begun = Es schaut das erst seit Kurzem an.
strip-nothing = Es gibt nichts zu sehen, also kann sich nichts ändern.
strip-new = Etwas Neues kam: Eben noch dachte es kaum an diesen Namen.
strip-equal = Zwei Namen liegen fast gleichauf: Jede Bewegung kippt es.
strip-no-name = Kein Name liegt vorn: viele Tipps, alle klein.
strip-unchanged = Seine Antwort bleibt, wie sie ist: Nichts kippt sie.
strip-ahead = Ein Name liegt weit vorn: Kleine Bewegungen ändern nichts.
strip-close = Ein Name liegt vorn, aber knapp: Mehr Bewegung kann es kippen.
strip-ago = vor 10 s
strip-now = jetzt
strip-changed = Wechsel
strip-touch = tipp einen Punkt an
strip-still = Dieses Bild bewegt sich nicht.
strip-shake = Wackel für mich
strip-shaken = Wir wackeln etwas daran.
strip-before-a-camera = Tipp auf Kamera und beweg dich etwas, oder lass wackeln.

## While nobody is there: what calls whoever comes by

attract-you = Das bist du.
attract-camera = Das sieht die Kamera.
attract-photo = Das ist ein Foto.
attract-film = Das ist ein Film.
attract-finds-in-you = Das findet es in dir, Stufe für Stufe.
attract-finds = Das findet es, Stufe für Stufe.
attract-hello = Hallo! Halt etwas hoch.
attract-hello-photo = Hallo! Komm und schau hinein.
attract-things = { $things } …
attract-begin = Tipp und los!
attract-promise = Nichts verlässt diesen Computer.
attract-promise-forgets = Nach dem Ausschalten hat es dich vergessen.
attract-answer = { $says } { $name } { $share }
attract-guess = { $says } { $name }
attract-nothing-yet = Es schaut …
attract-no-answer = Es hat keine Antwort.
attract-untrained = Es hat noch nichts gelernt: Seine Wörter bedeuten nichts.
still-there = Noch da?
still-there-touch = Tipp zum Weitermachen.

## The page where detectors are taken away

removal-step-label = Stufe
removal-step = { $step } von { $all }
removal-again = Noch mal
removal-forgot = von { $all } Detektoren der Stufe { $step } weg, und { $class } ist vergessen.
removal-so-far = von { $all } Detektoren der Stufe { $step } bisher weg: noch { $class }, { $percent } %.
removal-still = von { $all } Detektoren der Stufe { $step } weg, und es sagt noch { $class }, { $percent } %.
removal-then = Ohne sie sagt es { $class }, { $percent } %.
removal-then-lost = Ohne sie rät es nur noch, am ehesten { $class }, { $percent } %.
removal-random = Ebenso viele zufällig weg: vergessen in { $times } von { $draws } Versuchen.
removal-sure = Wie sicher es ist: { $class }
removal-axis = Detektoren weg
removal-most = jedes Mal der wichtigste
removal-drawn = ebenso viele zufällig, { $draws } Versuche
removal-order = In dieser Reihenfolge.
removal-first = Die ersten { $count }, die gingen.
removal-touch = Tipp einen an: Er kommt zurück.
removal-live = Jetzt, live, ohne { $count ->
    [one] diesen
   *[other] diese { $count }
}
removal-now = Dieses Bild, ohne { $count ->
    [one] diesen
   *[other] diese { $count }
}
removal-all-back = Alle sind zurück. Tipp einen an: Er geht wieder.
removal-says-now = { $class }, { $percent } %
removal-with-all = mit allen: { $class }, { $percent } %

## Let’s play: what all games share

tab-games = Spiele
tab-word-map = Wörterkarte
key-play-start = Tür 8: Spiel beginnen oder beenden
key-play-games = Tür 8: verdeck es, kipp es, täusch es
key-play-others = Tür 8: finde es, du gegen das Netz
play-start = Start
play-again = Noch mal
play-stop = Stopp
play-points = { $count ->
    [one] { $count } Punkt
   *[other] { $count } Punkte
}
play-percent = { $percent } %
play-your-seconds = deine Sekunden
play-photo-still = Dieses Foto steht still
play-card-best = Rekord: { $figure }
play-today = Die Besten heute
play-today-nobody = Noch niemand. Fang du an!
play-today-note = Wörter und Punkte behält es bis zum Ausschalten, Bilder nie.
play-so-far = Du, bisher: { $score }
play-place = Platz { $place }
play-word-map-card = Alle seine Wörter, ähnliche nebeneinander.
key-play-act = im Spiel: radieren, auslassen, wählen, Pixel
key-play-rubber = Verdeck es: Radiergummi kleiner, größer
play-seconds =
    { $count ->
        [one] Sekunde
       *[other] Sekunden
    }
play-says = Es sagt
play-from-to = { $from } → { $to }
play-then = dann „{ $name }“

## Find it

key-play-duel = Tür 8: Duell zu zweit, nacheinander
key-play-box = Tür 8: was hier liegt
key-play-box-changes = dort: mit Bildern; eins herausnehmen
play-find-title = Finde es
play-find-says = Halt hoch, was der Bildschirm nennt.
play-find-card = Zeig, was es nennt, bevor deine Sekunden um sind.
play-find-explains-1 = Der Bildschirm nennt ein Ding, und die Kamera muss es zeigen: das Ding, ein Bild davon oder eine Zeichnung. Gefunden ist es, wenn das Netz ihm in drei Bildern nacheinander mindestens 50 % gibt, oder in zehn 30 %, und nichts anderem einen höheren Wert. Was viele Klassen sind, zählt als ein Ding: 118 Rassen sind „ein Hund“.
play-find-explains-2 = Du beginnst mit 20 Sekunden, und jeder Fund bringt 10 dazu. Ein Fund zählt die ganzen Sekunden, die du dann noch hast, und ein Zehntel seiner Prozente. „Wärmer“ steht nur da, wenn diese Prozente in der letzten Sekunde stärker gestiegen sind, als sie ohnehin schwanken.
play-find-explains-3 = Jedes Ding wurde vorher mit einem echten Foto davon ausprobiert. Deng und andere 2009: die Fotos, mit denen diese Netze lernen.
play-find-ready = Findest du es?
play-find-rule = Es nennt ein Ding, du zeigst es. Jeder Fund bringt deine übrigen Sekunden und ein Zehntel seiner Prozente.
play-find-on-the-table = Was hier liegt:
play-find-none = Dieses Netz kennt keines der Dinge, die hier genannt werden.
play-find-anything = Zeig es, zeichne es, oder such es am Handy:
play-find-and-others = und { $count } mehr
play-find-still = Ein Foto steht still: Es kann nur das eine Ding sein, das es zeigt.
play-find-duel = Zu zweit: Duell
play-find-box = Was hier liegt
play-find-show = Zeig oder zeichne
play-find-show-left = Links: Zeig oder zeichne
play-find-show-right = Rechts: Zeig oder zeichne
play-find-sure = sicher
play-find-wins = { $percent } % reichen
play-find-sees = Es sieht: { $thing }, { $percent } %
play-find-sees-nothing = Es sieht noch nichts
play-find-warmer = Wärmer!
play-find-points = Ein Fund bringt übrige Sekunden + ein Zehntel seiner %.
play-find-word-of = Fund { $word } von { $count }
play-find-both = links { $left } · rechts { $right }
play-find-none-yet = Hier steht, was du findest.
play-find-skip = Auslassen
play-find-words = { $count ->
    [one] { $count } Wort
   *[other] { $count } Wörter
}
play-find-found = { $count } von { $all } gefunden
play-find-found-all = Alle { $count } gefunden!
play-find-lost = Zeit ist um
play-find-lost-hint = Nichts gefunden. Halt es nah hin, bei gutem Licht, vor etwas Einfarbiges.
play-find-it-wanted = Gesucht war { $thing }.
play-find-right-ready = Rechts: bereit?
play-find-same-words = Dieselben Wörter, dieselbe Reihenfolge, 30 Sekunden.
play-find-left-has = Links: { $count ->
    [one] { $count } Punkt
   *[other] { $count } Punkte
}
play-find-right-has = Rechts: { $count ->
    [one] { $count } Punkt
   *[other] { $count } Punkte
}
play-find-left-wins = Links gewinnt!
play-find-right-wins = Rechts gewinnt!
play-find-draw = Unentschieden!

## What lies on the table

play-box-title = Was hier liegt
play-box-says = Zeig jedes Ding: Ist es sich sicher, kommt es dazu, und „Finde es“ nennt nichts anderes.
play-box-explains-1 = Während Dinge dazukommen, kommt alles, was es zehn Bilder lang mit mindestens 50 % antwortet, einmal auf die Liste. Tipp ein Ding an, um es herauszunehmen.
play-box-explains-2 = Die Liste ist nur im Speicher, bis zum Ausschalten. Bilder werden nur gemacht, solange ihr Schalter an ist: Dann darf niemand darauf sein. „Vergiss mich“ löscht sie; die Wörter bleiben.
play-box-collect = Dinge sammeln
play-box-pictures = Mit Bildern: Niemand ist darauf
play-box-empty = Noch nichts da: „Finde es“ nennt irgendetwas.
play-box-has = { $count } von höchstens { $most } Dingen; antippen nimmt eins heraus
kiosk-has-its-box = im Kiosk bleibt, was hier liegt, wie es ist

## Hide it

play-hide-title = Verdeck es
play-hide-says = Verdeck so wenig wie möglich, bis es ein anderes Wort sagt.
play-hide-card = Verdeck wenig, bis es ein anderes Wort sagt.
play-hide-explains-1 = Du verdeckst einen Teil des Bildes, und das Netz antwortet sofort neu. Wo ein kleiner Teil reicht, hing seine Antwort daran: Du hast gefunden, wohin es schaut.
play-hide-explains-2 = Was du verdeckst, wird grau: die mittlere Farbe der Bilder, mit denen es gelernt hat. Es zählt, welcher Anteil von allem, was es sieht, verdeckt ist: Der kleinste ist der beste.
play-hide-explains-3 = Nach Zeiler und Fergus, Visualizing and Understanding Convolutional Networks (2014).
play-hide-task = Radiere so wenig wie möglich weg, bis es nicht mehr „{ $name }“ sagt.
play-hide-rule = Mehr als die Hälfte verdeckt, oder 20 Sekunden ohne Strich: Dann gewinnt es.
play-hide-hidden = { $percent } % verdeckt
play-hide-rub = Radiere auf dem Bild
play-hide-by-keys = Tasten: Pfeile bewegen, Leertaste radiert.
play-hide-won = { $percent } % verdeckt!
play-hide-too-much = Es sagt noch „{ $name }“, obwohl die Hälfte verdeckt ist.
play-hide-nobody = Niemand hat etwas wegradiert.
play-hide-smaller = Kleiner
play-hide-larger = Größer
play-hide-not-yet = Noch nicht. Es sagt
play-hide-least = Je kleiner der Teil, desto besser.

## Flip it

play-flip-title = Kipp es
play-flip-says = Beweg dich so wenig wie möglich, bis es ein anderes Wort sagt.
play-flip-card = Beweg dich ganz wenig, und es sagt ein anderes Wort.
play-flip-explains-1 = Beweg, was du hältst, die Kamera oder dich, bis es sein Wort wechselt. Zwischen dem letzten Bild mit dem alten Wort und dem ersten mit dem neuen wird gemessen, wie weit sich das Bild bewegt hat: Verschiebung, Zoom und Drehung zusammen.
play-flip-explains-2 = Die meisten dieser Bewegungen würdest du nicht bemerken und ihretwegen nie dein Wort wechseln. Ein Netz verkleinert das Bild in vielen Stufen, und was zwischen zwei Quadrate fällt, zählt dann anders.
play-flip-explains-3 = Nach Azulay und Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).
play-flip-task = Bring es mit der kleinsten Bewegung zu einem anderen Wort.
play-flip-rule = Langsam! Es zählt die kleinste Bewegung in den 30 Sekunden, in seinen { $side } Pixeln.
play-flip-photo = Ein Foto bewegt sich nicht von selbst.
play-flip-times =
    { $count ->
        [0] Noch kein anderes Wort
        [one] Es wechselte einmal das Wort
       *[other] Es wechselte { $count }-mal das Wort
    }
play-flip-smallest = kleinste bisher: { $pixels } von { $side } Pixeln
play-flip-won = { $pixels } Pixel!
play-flip-of = So wenig von { $side } Pixeln Breite reichte für ein anderes Wort.
play-flip-nothing = Es blieb 30 Sekunden bei seinem Wort.
play-flip-other-thing = Jedes Mal sah es ein anderes Ding: Das ist keine kleine Bewegung.
play-flip-below = < { $pixels }
play-flip-before = vorher
play-flip-after = nachher

## Fool it

play-fool-title = Täusch es
play-fool-says = Bring es dazu, „banana“ zu sagen, ohne Banane.
play-fool-card = Bring es dazu, „banana“ zu sagen, ohne Banane.
play-fool-explains-1 = Ein Netz kennt nichts als Muster aus Pixeln. Etwas Krummes und Gelbes kann ihm schon reichen; halt es hoch und schau.
play-fool-explains-2 = „Pixel ändern“ folgt dem Gradienten: Es fragt bei jedem Wert dieses Bildes, ob etwas mehr oder etwas weniger davon für das Wort spricht, und ändert ihn um einen oder wenige von 255 Schritten. Für dich sind die zwei Bilder gleich.
play-fool-explains-3 = Nach Szegedy und anderen, Intriguing properties of neural networks (2014), und Goodfellow und anderen, Explaining and Harnessing Adversarial Examples (2015).
play-fool-task = Lass es „{ $name }“ sagen.
play-fool-least = „banana“ kennt es nicht: Dieses Wort hält es jetzt für das unwahrscheinlichste.
play-fool-rule = Du hast 60 Sekunden. Halt etwas hoch, oder ändere seine Pixel.
play-fool-change = Pixel ändern
play-fool-works = Es ändert jeden Wert ein wenig …
play-fool-failed = Das reichte nicht. Versuch es mit einem anderen Bild.
play-fool-lost = Die Zeit ist um, und es sagte nie „{ $name }“.
play-fool-won = { $count ->
    [one] { $count } Sekunde!
   *[other] { $count } Sekunden!
}
play-fool-figure = { $seconds } s
play-fool-by-hand = von Hand
play-fool-by-pixels = mit Pixeln
play-fool-shown = Was du gezeigt hast, nennt es „{ $name }“.
play-fool-changed = Es sagt „{ $name }“, und du siehst keinen Unterschied.
play-fool-size = Kein Wert änderte sich um mehr als { $largest } von 255.
play-fool-share = { $percent } % der Werte sind ein wenig anders.
play-fool-before = wie es war
play-fool-after = mit anderen Pixeln
play-fool-says-then = { $name }, { $percent } %

## You against it

play-against-title = Du gegen das Netz
play-against-says = Ein Bild wird langsam scharf. Wer erkennt es zuerst?
play-against-card = Ein Bild wird scharf. Wer erkennt es zuerst?
play-against-explains-1 = Du siehst dieselben unscharfen Bilder wie das Netz, eins pro Sekunde, jedes schärfer als das davor. Erkannt hat es eins ab dem ersten Bild, von dem an es dem richtigen Wort mindestens 50 % gibt, alles, was „eine Katze“ ist, zusammengenommen. Richtig ist, was es zum scharfen Bild sagt.
play-against-explains-2 = Menschen erkennen auch sehr unscharfe Dinge, am Umriss und an dem, was wahrscheinlich ist. Netze, die mit scharfen Fotos gelernt haben, gehen nach feinen Mustern und verlieren sie früh.
play-against-explains-3 = Nach Dodge und Karam, Understanding How Image Quality Affects Deep Neural Networks (2016), und Geirhos und anderen, Generalisation in humans and deep neural networks (2018).
play-against-task = Erkenne das Bild vor dem Netz.
play-against-rule = Falsch getippt: Nur das Netz rät weiter. Richtig ist, was es zum scharfen Bild sagt.
play-against-wait = Einen Moment: Bilder werden unscharf …
play-against-what = Was ist das?
play-against-round = Runde { $round }
play-against-score = du { $you } : { $it } Netz
play-against-result = { $you } : { $it }
play-against-figure = { $count } gewonnen
play-against-head = du : Netz
play-against-level = Bild { $level } von { $all }
play-against-right = Es ist „{ $name }“.
play-against-you = Du warst schneller, bei Bild { $level } von { $all }!
play-against-it = Das Netz war schneller, bei Bild { $level } von { $all }.
play-against-wrong = Nicht „{ $name }“: Jetzt ist das Netz dran.
play-against-would = Es erkennt es ab Bild { $level } von { $all }.
play-against-more = Du warst öfter schneller!
play-against-fewer = Das Netz war öfter schneller.
play-against-even = Niemand war öfter schneller.
play-against-none = Hier ist es sich bei keinem Bild sicher.

## The map of its words

key-word-map = die Karte seiner Wörter
key-word-map-look = Karte: zurück, näher; Gruppe; was es sagt
word-map-title = Die Karte seiner Wörter
word-map-says = Wörter, die es ähnlich findet, stehen nah beieinander.
word-map-explains-1 = Jedes Wort ist ein Punkt. Um ein Wort zu kennen, hat das Netz eine Liste von Zahlen: wie sehr jedes Merkmal, das es sucht, für dieses Wort spricht. Wörter mit ähnlichen Listen landen nah beieinander. Niemand hat ihm gesagt, dass „tabby“ eine Katze ist.
word-map-explains-2 = Das Bild ist, was das Netz für dieses Wort am liebsten sähe. Je heller ein Wort leuchtet, desto sicherer ist sich das Netz. Seine Antwort ist limettengrün. Eine Linie führt von seiner letzten Antwort zur neuen.
word-map-explains-3 = Eine Liste hat Hunderte Zahlen, eine Karte zwei: Also muss sie ein wenig lügen. Was nah ist, ist sich wirklich ähnlich. Wie weit ferne Wörter auseinanderliegen, bedeutet wenig, ebenso links, rechts, oben und unten. Die Methode ist t-SNE (van der Maaten und Hinton 2008), begonnen, wie Kobak und Berens (2019) raten.
word-map-forming = Die Karte entsteht …
word-map-few = Sie stehen so, wie sie sich auf zwei Arten am meisten unterscheiden.
word-map-nothing = Nichts zu sehen.
word-map-too-few = Eine Karte braucht drei Wörter; dieses Netz hat { $count }.
word-map-too-many = Eine Karte mit mehr als { $most } Wörtern würde zu lange dauern; dieses Netz hat { $count }.
word-map-step = { $from } → { $to }
word-map-pair = { $first }, oder { $second }
word-map-small-step = Ein kleiner Schritt: { $share } der Kartenbreite.
word-map-middle-step = Ein Schritt: { $share } der Kartenbreite.
word-map-large-step = Ein großer Schritt: { $share } der Kartenbreite.
word-map-close = Nah beieinander: { $share } der Kartenbreite.
word-map-between = Nicht nah: { $share } der Kartenbreite.
word-map-far = Weit auseinander: { $share } der Kartenbreite.
word-map-alike = Für das Netz am ähnlichsten:
word-map-find = Wort suchen
word-map-follow = Was es jetzt sagt
word-map-group-dogs = Hunde
word-map-group-cats = Katzen
word-map-group-mammals = andere Säuger
word-map-group-birds = Vögel
word-map-group-reptiles = Reptilien
word-map-group-sea = im Meer
word-map-group-insects = Insekten
word-map-group-food = Essen, Pflanzen
word-map-group-vehicles = Fahrzeuge
word-map-group-music = Musik
word-map-group-clothes = Kleidung
word-map-group-home = zu Hause
word-map-group-buildings = Orte

## The tour

key-tour = Rundgang; erste Aufgabe: zeig deinen Schuh
key-tour-next = Rundgang: weiter
tab-tour = Rundgang
tour-card = Durch alle Räume, Satz für Satz.
tour-next = Weiter
tour-leave = Beenden
tour-step = { $step } von { $steps }
tour-ends = Noch da? Der Rundgang endet in { $seconds } s.
tour-see = Das sieht es. Beweg dich etwas, und schau auf die Quadrate.
tour-square = Jedes kleine Quadrat ist ein Detektor. Tipp ein helles an.
tour-detector = Er leuchtet, wo er etwas findet. Tipp ein anderes Quadrat an.
tour-likes = Was sucht er? Tipp auf Tür 3.
tour-another = Das sind seine Lieblingsbilder. Tipp einen anderen Detektor an.
tour-part = Welchen Teil des Bildes braucht es? Tipp auf Tür 4.
tour-rub = Radiere einen Teil weg, bis es ein anderes Wort sagt.
tour-back = Ein kleiner Teil kann es umstimmen! Zurück zu Tür 1.
tour-flip = Beweg oder dreh dich langsam, bis es ein anderes Wort sagt.
tour-why = Warum denkt es jetzt anders? Tipp auf Tür 5.
tour-door-dreams = Es kann dein Bild weiterträumen. Tipp auf Tür 6.
tour-dream = Beweg die Hand: Was es findet, wächst darauf.
tour-door-teach = Es kann auch deine Dinge lernen. Tipp auf Tür 7.
tour-teach = Halt ein Ding hoch, und halt seinen Knopf.
tour-door-play = Jetzt weißt du, wie es denkt. Tipp auf Tür 8.
tour-play = Das war der Rundgang. Starte ein Spiel!
tour-finish = Fertig
task-shoe = Zeig mir deinen Schuh!
task-no-shoe = Kein Schuh? Alles geht
task-answer = Es denkt: { $answer }. Findest du auch?
task-hide = Jetzt verdeck einen Teil, bis es ein anderes Wort sagt.
task-fool = Gut gemacht! Jetzt täusch es.
task-begin = Zeig mir deinen Schuh
tour-begin = Führ mich herum

teach-title = Trainier es
teach-says = Zeig ihm deine eigenen Dinge; es lernt, sie zu unterscheiden.
learning-title = So lernt es
learning-says = Es findet heraus, was deine Dinge unterscheidet. Probier: mehr „falsche Namen“, dann von vorn.
why-mine-title = Warum sagt es das?
why-mine-says = Was im Bild für dein Ding spricht.
untangle-title = Entwirr es
untangle-says = Es darf das Tuch nur dehnen, drehen, rücken und biegen. Kann eine gerade Linie die Farben dann trennen?
grow-title = Lass ein Netz wachsen
grow-says = Ein kleines Netz lernt vor deinen Augen handgeschriebene Ziffern.
tab-teach = Zeig ihm Dinge
tab-learning = So lernt es
tab-why-mine = Warum?
tab-untangle = Entwirr es
tab-grow = Netz wächst
thing-name = { $number ->
    [1] erstes Ding
    [2] zweites Ding
    [3] drittes Ding
   *[other] viertes Ding
}

### teach: the page where things are shown

key-show-thing = Tür 7: halten, solange es Ding 1–4 sieht
key-more-things = Tür 7: noch ein Ding; das letzte benennen
key-taught-pictures = Tür 7: Bild wegnehmen; Stufen abspielen
show-title-cards = Zeig es, und halt den Knopf
show-title-map = Es legt Ähnliches zusammen
show-title-answer = Nun antwortet es
show-hold = Zum Zeigen halten
show-hold-briefly = Halten
show-learning = es lernt …
show-frozen = das Bild steht
show-first = Halt etwas hoch. Drück diesen Knopf drei Sekunden lang, und beweg es dabei.
show-second = Jetzt ein anderes Ding: Drück diesen Knopf drei Sekunden lang.
show-then = Dann ein anderes Ding.
show-and-then = Und noch ein Ding.
show-count = { $count ->
    [one] ein Bild
   *[other] { $count } Bilder
}
show-more = noch ein Ding
show-forget = Vergiss mich
show-title-sees = Das sieht es
show-sees = Zeig ihm etwas!
show-looks = Es schaut. Beweg dein Ding!
show-one-is-known = Ein Ding kennt es. Zeig ihm noch eins!
show-now = jetzt
show-note = Bilder eines Moments stehen beieinander. Die Karte ist grob.
show-forming = Die Karte entsteht neu …
show-dark = dunkel: keins davon
show-how = Wie? Stufe für Stufe trennt es sie
show-how-easy = Leicht: Schon ihre Pixel trennen sie
show-how-soon = Zeig ihm von jedem acht Bilder: Dann siehst du, wie es sie trennt.
show-play = Abspielen
show-depth-pixels = Pixel
show-depth-step = nach Stufe { $step }
show-depth-lesson = was es gelernt hat
show-beside = daneben:
show-take-away = Wegnehmen
show-is-sure = Es ist sicher:
show-thinks = Es denkt:
show-perhaps = Vielleicht:
show-none = keins davon
show-below = alle unter der Linie
show-how-like = Wie ähnlich es jedem ist:
show-test = Test: { $right } von { $all }
show-test-words = richtig, bei Bildern derselben Minute, die es nicht gelernt hat
show-fast = So schnell? Sehen konnte es schon; nur die Namen sind neu.
show-unequal = Es sah „{ $more }“ viel öfter als „{ $less }“. Zeig ihm das noch einmal.
show-background = Alles vor demselben Hintergrund? Vielleicht hat es den Tisch gelernt.
show-own-words = Noch hat es nur seine eigenen Wörter:
show-waits = Zeig ihm zwei Dinge, dann antwortet es hier.
show-waits-one = Noch ein Ding, dann antwortet es hier.
name-me = ich
name-mine = mein Ding
show-explains-1 = Solange ein Knopf gedrückt ist, wird jedes Bild mit seinem Code gemerkt: den Zahlen, die die letzte Schicht daraus macht, bevor das Netz sich für eins seiner eigenen Wörter entscheidet. Von jedem Ding merkt es sich das Mittel seiner Codes. Ein neues Bild ist das Ding, dessen Mittel es am ähnlichsten ist (Kosinus, die Mitte aller Mittel abgezogen); unter der Linie ist es keins davon: Sie liegt dort, wo ausgelassene Bilder gerade noch darüberkommen. Die letzten Bilder jedes Drückens werden für den Test aufgespart.
show-explains-2 = Die Karte legt Bilder mit ähnlichem Code nebeneinander. Weit auseinander sagt wenig, und Bilder, die gleich nacheinander kamen, sind sich ähnlich, darum stehen sie beieinander. Jeder Punkt verbreitet die Farbe seiner Antwort; dunkel ist es, wo kein Bild steht. Punkte, die aufeinanderlägen, sind auseinandergerückt. Das neueste Bild steht mitten unter denen, denen es am ähnlichsten ist. Die kleinen Karten zeigen dieselben Bilder nach ihren Pixeln, nach drei der Stufen und nach dem, was es gelernt hat, jede so gedreht, dass sie liegt wie die davor; die Linie unter jeder ist voll, wenn die fünf nächsten jedes Bildes zu seinem eigenen Ding gehören.
show-explains-3 = Webster et al., 2020, „Teachable Machine“. Mensink et al., 2013, „Distance-based image classification“: das nächste Klassenmittel. Van der Maaten und Hinton, 2008, „Visualizing data using t-SNE“.

### teach: pages "How it learns" and "Why?"

key-learning = Tür 7: Lernen; ein Schritt; von vorn
learning-play = Lernen
learning-rest = Pause
learning-step = Ein Schritt
learning-again = Von vorn
untaught = Noch gibt es nichts zu lernen: Zeig ihm erst zwei Dinge.
untaught-teach = Zeig ihm Dinge
learning-rate = wie schnell es lernt
learning-rate-field = Lernrate
learning-hidden = Zellen dazwischen
learning-hidden-field = versteckte Zellen
learning-decay = kleine Gewichte
learning-decay-field = Weight Decay
learning-share = Bilder, die es nutzt
learning-share-field = Trainingsanteil
learning-noise = falsche Namen
learning-noise-field = Labelrauschen
learning-knob = { $plain } ({ $field })
learning-none = keine
learning-right = Wie oft richtig
learning-loss = Wie falsch es liegt (Loss)
learning-counts = Was zählt: Bilder, die es noch nie gesehen hat
learning-no-test = Für einen Test ist noch nichts zurückgehalten: zeig ihm jedes Ding länger.
learning-shown = ihm gezeigt
learning-held-back = aufgespart
learning-steps = { $steps ->
    [one] { $steps } Schritt, einer für jedes neue Bild
   *[other] { $steps } Schritte, einer für jedes neue Bild
}
learning-pictures = Es lernt aus { $learned } Bildern; { $held } sind aufgespart.
learning-pictures-wrong = Es lernt aus { $learned } Bildern, { $wrong } mit falschem Namen; { $held } sind aufgespart.
learning-explains-1 = Das Netz selbst bleibt, wie es ist. Was lernt, ist eine kleine Schicht an seinem Ende, Kopf (head) genannt: Sie bekommt, was das Netz aus einem Bild macht, seinen Code, und antwortet mit einem deiner Dinge. Mit jedem Bild, das kommt, sieht sie alle Bilder, die du gezeigt hast, noch einmal an und dreht ein wenig an jedem Gewicht, damit ihre Antworten weniger falsch werden (Adam, mit allen Bildern zugleich).
learning-explains-2 = Jedes Mal, wenn du den Knopf gedrückt hast, wurden die letzten Bilder aufgespart: Aus ihnen lernt es nie. Wo es gut ist bei dem, was ihm gezeigt wurde, und schlecht bei diesen, hat es auswendig gelernt. Sie sind aber aus derselben Minute wie die anderen: Bei anderem Licht oder auf einem anderen Tisch kann es schlechter sein.
learning-explains-3 = Seine Regler sind die des TensorFlow Playground: Smilkov und Carter, „A neural network playground“, 2016, playground.tensorflow.org.
key-why-mine = Trainier es: Warum sagt es das?
why-mine-because = Es sagt „{ $name }“ wegen dieses Teils.
why-mine-none = Es sagt: keins davon. Am meisten spricht dieser Teil für „{ $name }“.
why-mine-for = Dieser Teil spricht für „{ $name }“.
why-mine-against = Kein Teil davon spricht für „{ $name }“.
why-mine-no-place = Es sagt „{ $name }“. Dieses Netz behält die Stellen nicht bis zum Ende: Welcher Teil es war, kann niemand sagen.
why-mine-by-mean = Es vergleicht mit dem Mittel deiner Bilder.
why-mine-by-head = { $steps ->
    [one] Nach dem, was es auf der Seite davor in { $steps } Schritt lernte.
   *[other] Nach dem, was es auf der Seite davor in { $steps } Schritten lernte.
}
why-mine-answered = Was es sagt
why-mine-nearest = Am ähnlichsten: diese von dir
why-mine-votes = Diese Detektoren sprechen am meisten dafür
why-mine-touch = Tipp einen an: Was sucht er?
why-mine-explains-1 = Die letzte Schicht hat für jeden ihrer Detektoren eine Karte, und von jeder Karte geht nur das Mittel weiter. Darum lässt sich genau sagen, was jede Stelle zur Antwort beiträgt: der Wert jedes Detektors dort, mal wie sehr dieser Detektor für dein Ding spricht. Das Leuchten ist diese Summe; wo sie am größten ist, ist es am hellsten. Es ist so grob wie die letzten Karten.
why-mine-explains-2 = Wie sehr ein Detektor für dein Ding spricht, ist sein Gewicht in der Schicht, die auf der Seite davor trainiert wurde. Wo es keine gab, oder eine mit Zellen dazwischen, ist es, wie viel mehr er bei diesem Ding aufleuchtet als im Mittel bei allen. Bilder werden danach verglichen, was das Netz aus ihnen macht, von diesem Mittel aus gesehen.
why-mine-explains-3 = Zhou, Khosla, Lapedriza, Oliva und Torralba, „Learning deep features for discriminative localization“, CVPR 2016.


### teach: page "Untangle it"
key-untangle = Tür 7: Punkte in zwei Farben entwirren
key-untangle-play = dort: Start; zurück, weiter; von vorn
key-untangle-with = dort: Punkte; Schichten; Zellen; Tempo
untangle-ring = Scheibe im Ring
untangle-spirals = zwei Spiralen
untangle-moons = zwei Monde
untangle-own = deine zwei Dinge
untangle-weights = Gewichte
untangle-shift = Versatz
untangle-squash = Pressen
untangle-line = Linie
untangle-play = Start
untangle-rest = Pause
untangle-where = wo es ist
untangle-flat = das flache Tuch
untangle-at-weights = Schicht { $number }: Gewichte
untangle-at-shift = Schicht { $number }: Versatz
untangle-at-squash = Schicht { $number }: Pressen
untangle-at-line = die Linie
untangle-doing-nothing = Das Tuch liegt flach.
untangle-doing-weights = Gewichte: drehen und dehnen
untangle-doing-shift = Versatz: rücken
untangle-doing-squash = Pressen: biegen, außen am meisten
untangle-doing-line = Jetzt muss eine Gerade reichen
untangle-slanted = 3 Zellen: Das Tuch steigt in den Raum, von der Seite gesehen
untangle-layers = Schichten
untangle-cells = Zellen
untangle-speed = Tempo
untangle-speed-1 = sehr langsam
untangle-speed-2 = langsam
untangle-speed-3 = mittel
untangle-speed-4 = schnell
untangle-speed-5 = sehr schnell
untangle-again = Von vorn
untangle-right = der Punkte sind auf der Seite ihrer Farbe
untangle-learns = Es lernt: Es probiert, wo es dehnen, drehen, rücken, biegen soll.
untangle-parted = Eine gerade Linie trennt sie! Nichts ist gerissen.
untangle-parted-in-space = Im Raum konnte es eine Farbe aus der anderen heben. Nichts ist gerissen.
untangle-squeezed = Es hat Lücken zwischen den Punkten des Rings gefunden: Dort ist das Tuch dünn gezogen, aber nicht gerissen.
untangle-cannot = Mit 2 Zellen bleibt das Tuch flach: Ohne Riss kommt die Scheibe nicht aus dem Ring. Gib dem Netz eine dritte Zelle!
untangle-stuck = Noch trennt sie keine gerade Linie. Fang von vorn an, oder gib ihm mehr Zellen oder Schichten.
untangle-flat-sheet = Was das auf dem flachen Tuch heißt:
untangle-teach-first = Zeig ihm erst zwei Dinge: Dann sind ihre Bilder die Punkte.
untangle-explains-1 = Jeder Punkt ist eine Stelle auf einem Tuch. Eine Schicht macht dreierlei mit dem Tuch: Ihre Gewichte drehen und dehnen es, ihr Versatz (bias) verschiebt es, und ihre Aktivierung (tanh) presst es in einen Kasten. Nichts davon zerreißt das Tuch oder faltet es auf sich selbst. Am Ende darf das Netz eine gerade Linie ziehen.
untangle-explains-2 = Es lernt, was du siehst: Nach jedem Blick auf die Punkte ändern sich alle Gewichte und Versätze ein wenig, damit mehr Punkte auf ihrer Seite liegen. Mit 2 Zellen pro Schicht bleibt das Tuch in der Ebene, und niemand bekommt die Scheibe ohne Riss aus dem Ring. Mit 3 Zellen bewegt es sich im Raum, und dort ist es leicht. Die Farben des Tuchs sind die Antworten des Netzes: je kräftiger, desto sicherer.
untangle-explains-3 = Die Idee ist von Chris Olah („Neural Networks, Manifolds, and Topology“, 2014), und so ein Netz lebte zuerst in Andrej Karpathys ConvNetJS. Hier drehen die Gewichte um ihren Winkel und dehnen zugleich (Polarzerlegung), damit sich das Tuch unterwegs nie faltet. „Deine zwei Dinge“ sind die Bilder, die du gezeigt hast, wie das große Netz sie sieht, in den zwei Richtungen, in denen sie sich am meisten unterscheiden.
### teach: grow one from nothing
key-grow = Tür 7: ein Netz aus nichts wachsen lassen
key-grow-play = Tür 7: es lernt; ein Schritt; von vorn
key-grow-digit = Tür 7: nächste Ziffer; ein leeres Feld
key-grow-knob = Tür 7: nächste Ansicht; am Regler drehen
grow-draw = Mal hier eine Ziffer
grow-yours = Deine
grow-draw-one = Mal eine Ziffer auf das Feld.
grow-next-digit = Neue Ziffer
grow-clear = Leeren
grow-layer = Schicht { $layer }
grow-first-step = Was jeder sucht, und wo er es findet
grow-says-it = Es sagt
grow-it-is = Es ist eine { $digit }
grow-right = Richtig
grow-pause = Pause
grow-play = Lernen
grow-one-step = Ein Schritt
grow-again = Von vorn
grow-time = Rückblick
grow-after = nach { $step } Schritten
grow-now = jetzt: { $step } Schritte
grow-view-score = Wie gut
grow-view-knobs = Ändere es
grow-view-maps = Es sortiert
grow-never-seen = richtig, von { $count } Ziffern, die es nie gesehen hat
grow-of-learned = { $percent } % von denen, aus denen es lernt
grow-how-wrong = Wie falsch es liegt
grow-steps = { $count ->
    [one] { $count } Schritt
   *[other] { $count } Schritte
}
grow-learned = lernt aus diesen
grow-held-back = hat diese nie gesehen
grow-wrong = { $count ->
    [0] Keine ist falsch
    [one] { $count } falsch: Es sagt
   *[other] { $count } falsch: Es sagt
}
grow-mapping = Es sortiert 300 Ziffern …
grow-map-soon = …
grow-map-pixels = Als Pixel
grow-map-step = Nach Schicht { $step }
grow-map-answers = Als Antworten
grow-knob-layers = Schichten
grow-knob-detectors = Detektoren
grow-knob-activation = lässt durch
grow-knob-rate = Tempo
grow-knob-decay = kleine Gewichte
grow-knob-noise = falsche Namen
grow-knob-share = Ziffern dabei
grow-knob-batch = Ziffern zugleich
grow-knob-shift = verschiebt sie
grow-activation-rectifier = nur Plus
grow-activation-hard-tanh = bis eins
grow-activation-none = alles
grow-on = an
grow-off = aus
grow-usual = Regler zurück
grow-explains-1 = Dieses Netz beginnt mit Rauschen: Niemand hat ihm eine Regel gegeben. Nach jedem Blick auf 64 Ziffern ändert sich jedes Gewicht ein wenig, damit die richtige Antwort etwas wahrscheinlicher wird. Was du siehst, sind seine Gewichte und was daraus wird, so wie sie jetzt sind.
grow-explains-2 = Schicht 1 hat 16 Detektoren. Das kleine Quadrat mit 9 Feldern ist, was ein Detektor sucht: Weiß spricht dafür, Schwarz dagegen. Daneben steht, wo er das in der Ziffer findet. Schicht 2 schaut an, was Schicht 1 gefunden hat, Schicht 3, was Schicht 2 fand. Die Balken sind seine Antwort.
grow-explains-3 = Es lernt aus 1437 Ziffern. 360 andere sind aufgespart: Mit ihnen wird es nur geprüft. Wo die zwei Kurven auseinandergehen, lernt es auswendig. Probier es aus: wenige Ziffern, kein Verschieben oder falsche Namen.
grow-explains-4 = „Es sortiert“ legt Ziffern, die es ähnlich findet, nebeneinander (t-SNE, van der Maaten und Hinton 2008), als Pixel und nach jeder Schicht. Was du malst, wird so klein gemacht wie die anderen: Auf 8 mal 8 Feldern wird gezählt, wie viel Tinte da ist.
grow-explains-5 = Die Ziffern sind „Optical Recognition of Handwritten Digits“ der UCI (Alpaydin und Kaynak 1998, CC BY 4.0). Nach dem Playground von Smilkov und Carter, Zeiler und Fergus (2013), die Merkmale wachsen sahen, Karpathys ConvNetJS und Olahs „Visualizing MNIST“. Es lernt mit Adam (Kingma und Ba 2014).

### teach: heads in files

head-written = was es hier gelernt hat (diese Datei merkt sich dich)
head-too-few = Zeig ihm erst zwei Dinge: Dann gibt es etwas zu schreiben.
head-foreign = Der Kopf aus der Datei wurde auf { $network } trainiert: Hier kann er nicht antworten. Zeig ihm die Dinge neu, oder geh zurück zu jenem Netz.

### dreams: the room

tab-dreams = Live
tab-deep = Ein Bild, tief
tab-noise = Aus Rauschen
tab-known = Was es noch weiß
key-dreams = Tür 6: der Traum, live
key-deep = Tür 6: ein Bild, tief; hineinfallen
key-noise = ein Wort aus Rauschen
key-known = was eine Stufe noch weiß
dream-teach-first = Bring ihm erst etwas bei, hinter Tür 7.

### dreams: the live page

dream-title = Was träumt es?
dream-says = Was es findet, malt es in dein Bild, immer wieder.
dream-invites = Beweg die Hand: Was es findet, wächst darauf.
dream-invites-still = Nimm eine andere Stufe: Sie findet anderes.
key-dream-strength = Tür 6: schwächer, stärker
key-dream-again = Tür 6: von vorn, ein neues Bild
key-dream-of-this = Tür 3: von diesem Detektor träumen
key-dream-of-thing = Tür 7: von Ding 1, 2, 3, 4 träumen
dream-your-camera = Deine Kamera
dream-your-picture = Dein Bild
dream-in-its = In seinem Traum
dream-which = Welche Stufe träumt? Tipp eine an.
dream-step = Stufe { $step }
dream-step-of = Stufe { $step } von { $steps }
dream-detector = Detektor { $number }
dream-detector-of-step = Detektor { $number } in Stufe { $step }
dream-how-strongly = Wie stark?
dream-strength = { $at ->
    [0] kaum
    [1] ein wenig
    [2] sanft
    [3] deutlich
    [4] stark
    [5] sehr stark
   *[other] wild
 }
dream-go-on = Weiter
dream-again = Von vorn
dream-lost = Das war zu schnell: Es fängt neu an.
dream-of-this = Von diesem träumen
dream-of-it = Davon träumen
dream-explains-1 = Das Bild läuft bis zu einer Stufe durch das Netz. Dann wird jedes Pixel ein wenig verändert, damit stärker wird, was diese Stufe gefunden hat: Wo sie die Spur eines Auges sah, ist jetzt mehr Auge. Das geschieht ein paarmal für jedes Bild der Kamera. Was vorher dazukam, wandert mit dem mit, was sich bewegt, und kommt etwas blasser wieder dazu: So wächst der Traum und folgt dir.
dream-explains-2 = Eine frühe Stufe träumt Striche, eine späte Teile von Tieren: Es wurde mit Fotos trainiert, und auf vielen davon sind Tiere. Nichts wird gemalt, was es nicht gefunden hat, und kein anderes Bild wird hineinkopiert. Die Antwort rechts ist seine eigene, auf das geträumte Bild. Die mittlere Helligkeit bleibt gleich, damit nichts flackert.
dream-explains-3 = Bei einer Stufe wird das Mittel ihrer quadrierten Aktivierungen gesteigert (Gradientenaufstieg, gradient ascent), bei einem Detektor oder Wort sein eigener Wert, bei einem Ding, das du ihm beigebracht hast, der Kosinus seines Codes mit dem Mittel dieses Dings. Die Einzelheiten, also Traum minus Kamera, werden per Phasenkorrelation mitbewegt. Mordvintsev, Olah und Tyka, „Inceptionism: going deeper into neural networks“, 2015.

### dreams: one picture, deep

deep-title = Was träumt es?
deep-says = Es träumt länger an einem Bild, erst grob, dann fein.
deep-invites = Fall hinein, oder mach ein neues Bild.
deep-done = Fertig.
deep-your-picture = Dein Bild
deep-new = Neues Bild
deep-zoom = Hineinfallen
deep-forming = Es träumt noch: { $steps } von { $of }.
deep-falling = Du fällst in seinen Traum. Er hat kein Ende.
deep-explains-1 = Ein Bild wird festgehalten, verkleinert und einige Schritte lang weitergeträumt. Dann wird es vergrößert; was dazukam, bleibt und wird weitergeträumt, bis zur vollen Größe (Oktaven, octaves): So entstehen große Dinge und kleine. Vor jedem Schritt wird das Bild ein wenig verschoben (Jitter), und grobe und feine Teile der Änderung bekommen dasselbe Gewicht (eine Laplace-Pyramide), damit kein Gitter zu sehen ist.
deep-explains-2 = „Hineinfallen“ vergrößert den Traum ein wenig, träumt ihn weiter, und so fort. Nach ein paar Sekunden ist von deinem Bild nichts mehr übrig: Alles, was du siehst, hat es in dem gefunden, was es selbst gemacht hatte.
deep-explains-3 = Mordvintsev, Olah und Tyka, „Inceptionism: going deeper into neural networks“, 2015; das Rezept mit Oktaven und Jitter stammt aus ihrem DeepDream-Notebook.

### dreams: out of noise

noise-title = Aus Rauschen: Tipp auf ein Wort
noise-says = Aus nichts als Rauschen malt es, wie es sich dieses Wort vorstellt.
noise-explains-1 = Es beginnt mit Rauschen. Dann wird 150-mal jedes Pixel ein wenig verändert, damit das Wort, auf das du getippt hast, wahrscheinlicher wird: Was entsteht, ist das, was das Netz für dieses Wort hält, und kein Foto. Jedes Mal sieht es einen anderen Teil des Bildes, größer oder kleiner und etwas gedreht, sonst wäre es schon mit Rauschen zufrieden.
noise-explains-2 = Die Prozente sind, was das Netz auf das ganze Bild antwortet. Ein anderes Netz ist sich vielleicht weniger sicher: Was eins gelernt hat, ist nicht alles, was ein Ding ausmacht. Acht Wörter wurden mit zwei anderen Netzen ausprobiert: Beide erkannten sieben der Bilder, „school bus“ erkannte keins von beiden.
noise-explains-3 = Das ist Aktivierungsmaximierung (activation maximisation, Erhan et al., 2009), mit Fourier-Koeffizienten und zufälligen Ausschnitten wie in „Feature visualization“ (Olah, Mordvintsev und Schubert, 2017). Die kleinen Bilder sind genauso entstanden, schon vorher.
noise-word-monarch = monarch butterfly
noise-word-pirate = pirate ship
noise-other = Neues Rauschen
noise-any-word = Alle Wörter
noise-way = Wie sicher es sich unterwegs bei „{ $name }“ war:
noise-no-words = Dieses Netz hat keine Wörter.

### dreams: what a step still knows

known-title = Was weiß eine Stufe noch von deinem Bild?
known-says = Jede Kopie entsteht nur aus dem, was eine Stufe findet.
known-explains-1 = Eine Kopie beginnt als Rauschen. Ihre Pixel werden verändert, bis die Stufe in ihr findet, was sie in deinem Bild findet. Das Original selbst wird dabei nie angesehen.
known-explains-2 = Frühe Stufen wissen noch fast jedes Pixel. Späte Stufen finden in beiden Bildern fast dasselbe, obwohl du siehst, dass sie verschieden sind: Viele Bilder würden passen. Was dir in einer Kopie fehlt, ließ sich nicht nachbauen; das heißt nicht, dass die Stufe es verloren hat.
known-explains-3 = „Zu 95 % dasselbe“ heißt: Die quadrierte Abweichung der Werte der Stufe ist ein Zwanzigstel ihrer eigenen Quadrate. Die Methode ist die von Mahendran und Vedaldi („Understanding deep image representations by inverting them“, 2015); verändert werden die Koeffizienten der Fourier-Transformation des Bildes.
known-no-layer = Keine Stufe dieses Netzes behält ein Bild.
known-after = nach Stufe { $step }
known-says-it = es sagt: { $name } { $percent }
known-forming = entsteht …
known-fits = Stufe { $step } findet zu { $percent } % dasselbe
known-fits-short = { $percent } % gleich
known-truth = Die letzte Stufe findet in beiden fast dasselbe, obwohl du den Unterschied siehst.
known-touch = Tipp auf eine Kopie: Sie wird groß.
known-new = Neues Bild machen

### jobs

needs-whole-network = Das geht nur mit dem ganzen Netz: Schalte alles wieder ein.
