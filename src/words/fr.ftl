# Every word on the screen, in French. The format is Project Fluent's: projectfluent.org/fluent/guide.
#
# A message is a line, however long: a line break in the table is one on the screen.
# The network is "il", a small square of its map a "détecteur", a layer on the wall an "étape".
# Numbers come as they are shown; a count can choose between forms.
# The visitor is "tu"; class names stay English and have no gender: no article before them.

## The bar of doors

door-see = Que voit-il ?
door-see-short = Voir
door-inside = Regarde dedans
door-inside-short = Dedans
door-looks-for = Que cherche-t-il ?
door-looks-for-short = Chercher
door-hide = Cache un bout
door-hide-short = Cacher
door-changes = Pourquoi change-t-il d’avis ?
door-changes-short = Changer
door-dreams = À quoi rêve-t-il ?
door-dreams-short = Rêver
door-teach = Entraîne-le
door-teach-short = Entraîner
door-play = Jouons
door-play-short = Jouer

## The last line

promise = Rien ne sort de cet ordinateur. Une fois éteint, il ne sait plus rien de toi.
foot-untrained = Poids inventés, jamais entraînés : vois les nombres circuler ; mais ses réponses ne veulent rien dire.
foot-recording = Enregistrement, { $time } : le fichier se souvient de toi.
foot-loading = chargement : { $name }…
foot-device = { $name } sur { $device }
foot-assumed = { $name }, entrée supposée

## The picture

picture-title = Il regarde
picture-waiting = en attente de la première image…
picture-now = en direct
# What people have about them, and the network's class for each.
things-to-hold-up = une tasse: coffee mug, une banane: banana, un clavier: computer keyboard, des lunettes de soleil: sunglasses, une montre: digital watch
show-me = Montre-moi { $things }
picture-held = figée
picture-last = C’est la dernière image.
picture-last-short = La dernière image.
picture-sees-square = il voit ce carré
picture-sees-part = il voit cette partie
picture-sees-all = il voit tout
pace-still = Une photo : elle ne bouge pas.
pace-still-short = Une photo fixe.
pace-all = Il suit les { $all } images par seconde.
pace-short = Il en voit { $shown } sur { $all } par seconde.
pace-some = Il regarde { $shown } des { $all } images par seconde.
button-freeze = Figer
button-go-on = Reprendre
button-photos = Photos
button-camera = Caméra
button-next-photo = Autre photo

## One detector, close up

close-up-title = Un détecteur, de près
close-up-short = Un détecteur
close-up-drives = Ce qui active { $name }
close-up-step = à l’étape { $step }
close-up-moment = un instant…
close-up-off = Il est retiré.
close-up-silent = Il ne trouve rien dans cette image.
close-up-whole = Il répond pour toute l’image à la fois.
close-up-lights = Il s’allume ici.
close-up-inside = Voir dedans

## The key to the squares

legend-nothing = rien trouvé
legend-found = trouvé !
legend-patterns = Chaque carré montre l’image que son détecteur aimerait. Celles des premières étapes naissent du bruit, l’une après l’autre ; un carré reste vide tant que son image n’est pas prête.
legend-patterns-short = Ce que chaque détecteur aimerait ; vide : pas encore prêt.
legend-late = Les derniers carrés voient plus large : ils sont plus grossiers.
legend-late-short = Les derniers voient plus large : grossiers.
legend-signed-short = Sous zéro : gris.

## The wall

wall-title = Il cherche, étape par étape
wall-touch-short = touches-en un
wall-touch = touche un carré
wall-untrained = non entraîné
wall-everything = du bord à l’objet
step = étape { $step }
depth-edges = bords
depth-outlines = contours
depth-textures = textures
depth-shapes = formes
depth-parts = parties
depth-things = objets

## What a finger can change in a room

tab-rub-out = Gomme un bout
tab-every-place = Partout
tab-removal = Retire ses détecteurs
tab-last-change = Dernier changement
tab-how-little = Un rien suffit
tab-last-minute = Dernière minute
tab-chair-test = Test assis
tab-two-networks = Deux réseaux
flip-earlier = Plus tôt
flip-later = Plus tard
occlusion-square = Carré
occlusion-stride = Pas
occlusion-pixels = { $pixels } pixels
occlusion-answer-again = Revenir à sa réponse


## The help: its headings, and what each key does

group-move = Se déplacer
group-picture = L’image
group-show = L’affichage
group-ask = Ce qui active un détecteur
group-test = Pourquoi change-t-il d’avis ?
group-program = DeepVis

key-move = bouger la sélection (Maj : par étapes)
key-closer = plus près : étape, détecteur, pixels
key-back = retour
key-layers = couche précédente, suivante
key-pages = dedans : carrés d’avant, d’après
key-all-layers = dedans : toutes les couches de l’étape
key-zoom = détecteur : dans l’étape, grand, pixels
key-find = chercher couche, détecteur ou mot
key-name = donner un nom à un détecteur
key-freeze = figer l’image, reprendre
key-pictures = image d’avant, d’après ; films : 10 s
key-source = caméra ou fichiers ; secouer une photo
key-camera = la caméra suivante
key-mirror = la caméra en miroir
key-power-line = caméra : contre les lampes qui vacillent
key-hold = caméra : fixer netteté, lumière, teintes
key-low-light = caméra : lente dans le noir, ou non
key-camera-zoom = caméra : zoom
key-rotate = caméra : tourner son image
key-every-channel = tous les détecteurs ; ce que chacun aime
key-language = English, Deutsch, Español ; plus gros
key-gamma = gamma : clarté des valeurs faibles
key-network = le réseau suivant
key-boost = chaque détecteur à sa propre échelle
key-colors = couleurs ; la carte sur l’image
key-statistics = statistiques
key-full-screen = plein écran
key-method = quels pixels : aucun, gradient… Grad-CAM
key-filter = dessin brut, gris, en norme, flou
key-signals = dans une couche : activations ou signaux
key-guesses = étudier son meilleur mot, son deuxième
key-pin = rester sur celui-ci, sur aucun mot
key-peak = demander depuis son anneau seul
key-beside = garder ce détecteur à côté du suivant
key-switch-unit = retirer ce détecteur, ou sa couche
key-save = garder une image de l’écran
key-export = cartes et pixels dans un fichier
key-record = filmer ce qui est montré, arrêter
key-help = que faire ; maintenir : présenter
key-door = passer une porte de la barre
key-wrong = il se trompe : quel mot, alors ?
key-explain = expliquer l’écran ; m’oublier
key-quit = quitter (borne : tenir deux secondes)
key-two-networks = deux réseaux, une image ; un autre
key-clock = quand il change d’avis : une minute
key-rub-out = gommer un bout ; tout remettre
key-hide-one = cacher le carré qui compte le plus
key-removal = retirer ses détecteurs ; encore
key-occlusion = cacher partout ; indices par pixels
key-square = gomme ou carré : plus petit, plus grand
key-stride = ses pas : plus courts, plus longs
key-flips = voir le changement d’avant, d’après
key-chair = test assis : bouger et voir ; encore
key-how-little = un rien suffit : bouger, tourner, zoomer

## The answer, and numbers in words

class-unknown = inconnu
percent = { $of } %
percent-below-one = < 1 %
times =
    { $count ->
        [0] pas une fois
        [1] une fois
        [2] deux fois
       *[other] { $count } fois
    }
delay = { $seconds } s
delay-part = 1/{ $part } s

## A detector, and which pixels drive it

detector = n° { $number }
detector-of-step = un détecteur de l’étape { $step }
the-answer = la réponse
one-moment = un instant…
method-gradient = gradient
method-guided = rétropropagation guidée
method-deconvnet = deconvnet
method-grad-cam = Grad-CAM
pixels-not-asked = On ne lui a pas demandé quels pixels l’activent.
pixels-ask = { $key } : quels pixels l’activent ?
pixels-read = { $method } : { $aid }
pixels-heat = clair : parle pour lui
pixels-raw = gris : ne compte pas
pixels-gray = clair : ajoute, sombre : enlève
pixels-norm = clair : compte

## The statistics of a layer

statistics-title = Statistiques
statistics-open = Ouvre une couche : ses nombres seront ici.
statistics-open-with = Ouvre une couche avec { $key } : ses nombres seront ici.
statistics-of-signals = { $layer } (signaux)
statistics-zeros = { $percent } % de ses valeurs sont nulles
statistics-silent =
    { $frames ->
        [one] canaux muets sur la dernière image : { $silent } sur { $all }
       *[other] canaux muets sur les { $frames } dernières images : { $silent } sur { $all }
    }
statistics-most = { $value } et plus
statistics-axis = fréquence (log)

## Under the pointer, and what a search finds

tooltip-flip = { $from } → { $to } · clique pour voir
tooltip-step = étape { $step } : touche pour voir dedans
tooltip-square-here = { $which } · { $value } ici
find-title = Trouver
find-what = Tape le nom d’une couche, le numéro d’un détecteur ou un mot qu’il connaît.
find-nothing = rien ne s’appelle ainsi
find-layer = couche de l’étape { $step }, { $kind }
find-detector = sur { $count } dans { $layer }
find-class = classe
find-named = { $number }, étape { $step }
named-of-step = « { $name } », un détecteur de l’étape { $step }
unit-named = « { $name } », n° { $number } sur { $count }
close-up-named = « { $name } »
name-title = Comment l’appelles-tu ?
name-says = Touche un mot, ou tape un nom puis Entrée. Il restera jusqu’à ton départ.
name-thing = truc { $number }
name-it = Donner un nom
name-another = Autre nom

## The rooms: heading, what is to be seen, and what i explains

rub-title = Cache un bout
rub-says = Gomme avec un doigt, et regarde la réponse.
rub-hide-one = Cache pour moi
rub-hide-one-soon = Un instant…
rub-wipe = Tout remettre
rub-live = En direct
rub-held = Figée pour gommer
rub-photo = Photo : gomme dessus
rub-is-live = En direct : gomme, et elle se fige
rub-grey = gris : caché pour lui
rub-task = Cache le moins possible, jusqu’à ce qu’il ne dise plus « { $name } ».
rub-hid = Tu as caché { $percent } %
rub-changed = Il ne dit plus « { $name } » !
rub-same = Il dit toujours « { $name } ».
rub-surer = Il en est encore plus sûr : « { $name } ».
rub-less-sure = Il dit toujours « { $name } », mais il en est moins sûr.
rub-explains-1 = Ce que tu gommes devient gris, la couleur moyenne des images qui ont servi à entraîner le réseau, et il répond de nouveau aussitôt.
rub-explains-2 = Là où la réponse change beaucoup, il avait besoin de ce bout.
rub-explains-3 = D’après Zeiler et Fergus, Visualizing and Understanding Convolutional Networks (2014).
removal-title = Retire ses détecteurs
removal-says = Un par un, celui qui lui manque le plus. Quand oublie-t-il ?
removal-explains-1 = Un détecteur retiré ne trouve plus rien, nulle part dans l’image. À chaque fois, on essaie pour de bon les huit qui semblent compter le plus (gradient fois activation, sommé sur la carte), et on retire celui sans lequel la réponse est la moins probable. Il reste retiré pendant qu’on cherche le suivant. Dans un autre ordre, il en faudrait peut-être moins.
removal-explains-2 = À côté, autant de détecteurs de la même étape tirés au hasard, dix fois : la ligne est la moyenne des dix, la bande va du minimum au maximum. Chaque carré montre ce que son détecteur a trouvé dans cette image, le plus fort étant le plus clair ; d’un toucher, ou avec les flèches et Entrée, tu en remets un.
removal-explains-3 = Classement d’après Molchanov et al., Pruning Convolutional Neural Networks (2017) ; voir aussi Morcos et al., On the Importance of Single Directions for Generalization (2018).
contrast-why = Pourquoi { $class } ?
contrast-why-not = Pourquoi { $class }, et pas { $rival } ?
contrast-why-before = Avant de gommer : pourquoi { $class } ?
contrast-why-not-before = Avant de gommer : pourquoi { $class }, et pas { $rival } ?
contrast-others = Comparer à…
contrast-any = les autres
contrast-by-pixel = Pixel par pixel
contrast-most = compte le plus
contrast-changes-most = le change le plus
contrast-nothing = pas du tout
contrast-for = pour { $class }
contrast-lighter = plus clair : { $class }
worst-title = Le carré qui compte le plus
worst-how-sure = Ce carré caché, sa certitude pour { $class } :
worst-still = Il répond toujours { $class }.
worst-answers = Et il répond { $class }.
worst-times = Pour { $count } des { $all } endroits, il a répondu { $class }.
worst-tried = { $done } des { $all } endroits déjà essayés
worst-of-this-size = C’est ainsi pour des carrés de cette taille.
counts-title = Cache un bout : lequel lui faut-il ?
counts-says = Un carré gris cache un bout après l’autre. Là où la couleur change, il avait besoin de ce qui était caché.
counts-explains-1 = Un carré gris cache un bout de l’image après l’autre, et chaque fois le réseau répond de nouveau. Là où il est moins sûr de sa réponse, il a besoin de ce qui était caché ; là où il en donne une autre, les couleurs disent laquelle.
counts-explains-2 = La troisième image fait de même pour un détecteur d’une des dernières étapes, celui qui a trouvé le plus ; la quatrième montre quels pixels parlent pour ce détecteur.
counts-explains-3 = D’après Zeiler et Fergus, Visualizing and Understanding Convolutional Networks (2014), figure 7.

flip-title = Pourquoi a-t-il changé d’avis ?
flip-says = Deux images, l’une juste après l’autre, et deux réponses.
flip-explains-1 = Deux images, à un clin d’œil d’écart, et ce qui a changé entre elles. On mesure le mouvement, la taille, la rotation et la lumière qui mènent au mieux de l’une à l’autre (corrélation de phase, Kuglin et Hines 1975 ; puis moindres carrés, Lucas et Kanade 1981), et la part que rien de cela n’explique. N’est nommé que ce qui explique au moins un dixième de la différence. Les pixels sont ceux que voit le réseau.
flip-explains-2 = Les barres disent combien chaque étape a changé, endroit par endroit, des pixels à gauche jusqu’à la réponse à droite.
flip-explains-3 = Deux réponses presque égales échangent leur place pour un rien ; mais les réseaux comme celui-ci changent aussi de réponse quand l’image bouge d’un seul pixel (Azulay et Weiss, Why do deep convolutional networks generalize so poorly to small image transformations?, 2019).

how-little-title = Un rien suffit-il ?
how-little-says = La même image, changée chaque fois un peu plus, jusqu’à ce qu’il réponde autre chose.
how-little-explains-1 = On déplace l’image, on l’agrandit, la réduit, la tourne, l’éclaire, chaque fois un peu plus, et le réseau répond de nouveau. La ligne dit à quel point il reste sûr de sa première réponse ; là où le graphique est ombré, il répond autre chose. Puis on cherche plus finement le plus petit changement de chaque sorte qui suffit.
how-little-explains-2 = On regarde aussi la première étape et la dernière : combien elles se sont éloignées de l’image au repos (Zeiler et Fergus, Visualizing and Understanding Convolutional Networks, 2014, figure 5).
how-little-explains-3 = En haut, chaque pixel devient plus clair ou plus sombre de si peu que tu ne peux pas le voir, chacun dans le sens qui nuit le plus à la réponse (Goodfellow et al., Explaining and Harnessing Adversarial Examples, 2015).

chair-title = Assieds-toi et bouge cinq secondes
chair-says = Sauras-tu le faire changer d’avis ? Et quelles étapes changent ?
chair-explains-1 = Chaque barre dit combien une étape change d’une image à la suivante, en pour cent de ce qu’il y avait avant ; les nombres au-dessus sont les moyennes des premières et des dernières étapes. À gauche, la plus forte valeur de chaque détecteur, où qu’elle soit dans l’image ; à droite, toutes ses valeurs, endroit par endroit.
chair-explains-2 = Un bord qui bouge un peu est retrouvé : à gauche rien n’a changé, à droite beaucoup. Regarde donc d’abord à gauche : les premières étapes restent-elles calmes pendant que les dernières sautent ? Les nombres décident, pour ce réseau et pour ta façon de bouger.
chair-explains-3 = Yosinski et al. (2015) ont vu les réponses sauter pour de petits changements de l’image, alors que les premières couches restaient calmes : ici, on le mesure.

clock-title = Quand change-t-il d’avis ?
clock-says = L’aiguille fait un tour par minute. Chaque trait est un changement d’avis ; les vieux pâlissent. Clique sur un point : ses deux images sont encore là.
clock-explains-1 = Chaque trait du cadran est un moment où la meilleure idée du réseau en est devenue une autre. L’aiguille, c’est maintenant : elle efface ce qui s’est passé il y a une minute.
clock-explains-2 = Ne bouge plus, et vois si les traits s’arrêtent : le bruit de la caméra peut suffire à lui seul. Puis bouge lentement. Des traits serrés, entre les deux mêmes classes, sont deux idées presque égales.
clock-explains-3 = Azulay et Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).

patterns = Ce qu’ils aiment

likes-title = Que cherche-t-il ?
likes-says = Un petit détecteur, à l’étape { $step }.
likes-says-class = Un des { $count } mots qu’il connaît : { $name }.
likes-explains-1 = Un détecteur est une petite partie du réseau qui a appris toute seule quoi chercher : personne ne le lui a dit. Alors on l’interroge : on lui montre des images, et on voit ce qui l’allume ; on change une image, et on voit ce qu’il aime mieux.
likes-explains-2 = L’image qu’il aimerait n’est d’abord que du bruit. On change un peu toutes ses valeurs dans le sens qui fait répondre le détecteur plus fort, encore et encore (montée de gradient, gradient ascent, sur l’image). Seuls des changements doux, de petits décalages et de petites rotations en font une image. On n’y met rien d’autre : aucune photo ne sert.
likes-explains-3 = On mesure ce qu’il aide : les mêmes images une fois encore, avec ce détecteur maintenu à zéro.
likes-explains-4 = Yosinski et al., 2015, « Understanding neural networks through deep visualization » ; Zeiler et Fergus, 2014, « Visualizing and understanding convolutional networks » ; Olah et al., 2017, « Feature visualization ».
likes-now = Maintenant : il s’allume ici
likes-now-nothing = Maintenant : rien pour lui ici
likes-now-class = Maintenant : sa certitude
likes-sure = sûr que c’est : { $name }
likes-strongest = là où il s’allume le plus, de 0 à { $most }
likes-nothing = Montre-lui autre chose : ici, il ne trouve rien.
likes-away = Il est retiré : il ne dit plus rien.
likes-wish = L’image qu’il aimerait
likes-wish-least = L’image qu’il aimerait le moins
likes-wish-class = Ce qu’il faut pour « { $name } »
likes-wish-class-least = Tout sauf « { $name } »
likes-forming =
    Du bruit, changé petit à petit ({ $steps } pas sur { $of }), chaque fois { $goal ->
        [least] pour l’allumer moins
        [word] pour le rendre plus sûr de ce mot
        [least-word] pour le rendre moins sûr de ce mot
       *[most] pour l’allumer plus
    }. Sans aucune photo.
likes-made =
    Du bruit, changé en { $of } petits pas, chaque fois { $goal ->
        [least] pour l’allumer moins
        [word] pour le rendre plus sûr de ce mot
        [least-word] pour le rendre moins sûr de ce mot
       *[most] pour l’allumer plus
    }. Sans aucune photo.
likes-rose =
    { $what ->
        [word] Le score du mot est monté de { $start } à { $now }.
       *[detector] En moyenne, il est monté de { $start } à { $now }.
    }
likes-fell =
    { $what ->
        [word] Le score du mot est descendu de { $start } à { $now }.
       *[detector] En moyenne, il est descendu de { $start } à { $now }.
    }
likes-dead = Aucun petit changement de ce bruit n’atteint le détecteur : il reste éteint, on ne peut rien lui fabriquer.
likes-still = Il répond à peine, quoi qu’on change : en partant du bruit, aucun chemin ne mène à ce qu’il aime.
likes-another = Un autre
likes-least = Ce qu’il aime le moins
likes-most = Ce qu’il aime le plus
likes-favourites = Ses neuf préférées
likes-favourites-so-far = Ses préférées jusqu’ici
likes-not-kept = On ne garde les préférées que des détecteurs du mur, et des mots.
likes-none-yet = Aucune image ne l’a encore allumé.
likes-chosen-from = Les plus fortes des { $pictures } images vues ici.
likes-too-few =
    { $pictures ->
        [one] Sur { $pictures } image : encore trop peu. Parcours un dossier pour en avoir plus.
       *[other] Sur { $pictures } images : encore trop peu. Parcours un dossier pour en avoir plus.
    }
likes-from-folder = Les plus fortes des { $pictures } photos d’un dossier.
likes-called = Sur les neuf, il en a nommé { $count } « { $name } ».
likes-of-here = Vues ici
likes-of-folder = D’un dossier
likes-forget = Oublie-moi
likes-promise = En mémoire seulement : oublié dès qu’on éteint.
likes-promise-kiosk = En mémoire seulement : oublié après la visite.
likes-projected = Ce à quoi il a réagi dans chaque image ; gris : rien.
likes-no-switches = Ce à quoi il a réagi. Mais ce réseau ne garde pas les positions (il n’a pas de max pooling) : cela dit peu de choses ici.
likes-ask-other = Demander à { $network }
likes-other = Ce que { $network } voit dans la préférée la plus forte : à gauche, ce qu’a vu le détecteur le plus fort de son étape { $step } sur { $all } ; à droite, les pixels qui l’ont activé. Ce réseau-là garde les positions.
likes-pixels = Où, au juste ?
likes-pictures = Les images
likes-helps = Il aide ces mots
likes-helps-says = Sans lui, chacun perd :
likes-helps-none =
    { $pictures ->
        [one] Trop peu pour le dire : sur cette image, les réponses changent à peine sans ce détecteur.
       *[other] Trop peu pour le dire : sur les { $pictures } dernières images, les réponses changent à peine sans ce détecteur.
    }
likes-helps-little =
    { $pictures ->
        [one] Un détecteur seul n’aide qu’un peu. Vu sur { $pictures } image.
       *[other] Un détecteur seul n’aide qu’un peu. Vu sur { $pictures } images.
    }
likes-helps-much =
    { $pictures ->
        [one] Pour un mot, il compte beaucoup. Vu sur { $pictures } image.
       *[other] Pour un mot, il compte beaucoup. Vu sur { $pictures } images.
    }
likes-weights = Par ses poids, il parle surtout pour { $first }, { $second } et { $third }.
likes-take-away = Retirer ce détecteur
likes-meanwhile = Il répond alors
likes-answers = Sa réponse maintenant
likes-others = Autres détecteurs de l’étape { $step }
likes-which = { $first } à { $last } sur { $count }, les plus vifs d’abord
likes-guesses = Autres mots auxquels il pense
likes-words = Mots
recipes-says = Étape { $step }, et quatre recettes de 2015 pour ce qu’il aime.
recipes-says-class = « { $name } », selon quatre recettes de 2015.
recipe-waits = attend son tour…
recipe-decay = Tout pâlit
recipe-decay-says = À chaque pas, toutes les valeurs pâlissent un peu (L2 decay).
recipe-blur = Flouté
recipe-blur-says = À chaque pas, elle devient un peu floue (flou gaussien).
recipe-clip-norm = Sans pixels faibles
recipe-clip-norm-says = Les pixels proches du gris deviennent gris (clipping by norm).
recipe-clip-contribution = Sans pixels inutiles
recipe-clip-contribution-says = Les pixels qui aident peu deviennent gris (clipping by contribution).
recipe-steps = { $steps } pas sur { $of }
key-likes = ce qu’il cherche ; recettes ; trouver
key-stimulus = porte 3 : autre image ; la moins aimée
key-projections = porte 3 : pixels ; vu ici ; autre réseau
tab-likes = Un détecteur
tab-recipes = De quatre façons
tab-search = Trouve un détecteur
key-with = porte 3 : tenir avec l’objet ; sans
likes-says-named = « { $name } », un petit détecteur à l’étape { $step }.
search-says = Montre-lui un objet : quel détecteur réagit ?
search-with = Avec
search-without = Sans
search-hold = appuie { $seconds } s
search-so-far = { $seconds } s, { $pictures ->
        [one] { $pictures } image
       *[other] { $pictures } images
    }
search-title-first = 1. Montre-lui un objet
search-first = Tiens un objet devant la caméra : une tasse, un chapeau, ou ta main. Garde « Avec » appuyé trois secondes, et bouge l’objet un peu.
search-first-after = Montre maintenant l’objet, et garde « Avec » appuyé trois secondes.
search-title-second = 2. Enlève-le
search-second = Range l’objet, et garde « Sans » appuyé trois secondes. Le reste ne change pas.
search-title-with = Avec…
search-records-with = Il observe tous les détecteurs. Bouge l’objet un peu.
search-title-without = Sans…
search-records-without = Il observe tous les détecteurs. Garde l’objet caché.
search-title-held = L’image est figée
search-held = Rien de nouveau ne vient. Fais d’abord reprendre l’image.
search-title-ranks = Comparaison…
search-title-few = Trop peu d’images
search-few = Presque rien n’a bougé. Prends la caméra, ou fais reprendre l’image, puis refais les deux.
search-title-none = Aucun
search-none = Aucun de ses { $count } détecteurs ne dit si l’objet est là. Peut-être un objet plus grand, ou plus près de la caméra ?
search-title-found = { $detectors ->
        [one] Celui-ci dit s’il est là
       *[other] Ceux-ci disent s’il est là
    }
search-found = Sur { $count } détecteurs. Choisis sur une image sur deux, et vérifiés sur les autres :
search-title-nothing = Pas maintenant
search-step = étape { $step }
search-lit-now = allumé
search-dark-now = éteint
search-lit-with = avec : allumé { $lit } fois sur { $of }
search-lit-without = sans : allumé { $lit } fois sur { $of }
search-touch = Touches-en un : que cherche-t-il ? Là, tu peux lui donner un nom, qui reste sur le mur jusqu’à ton départ.
search-hand = Personne ne lui a dit quoi trouver : chaque détecteur a choisi tout seul.
search-explains-1 = Tant qu’un bouton est appuyé, la plus forte valeur de chaque détecteur de chaque étape est notée, image par image. Puis on classe les détecteurs selon l’écart entre leurs moyennes avec et sans l’objet, rapporté à leurs variations pendant ce temps.
search-explains-2 = Parmi des milliers, il y a toujours un détecteur qui diffère entre deux moments. Une image sur deux seulement sert donc à classer, et les autres jugent : un détecteur est allumé s’il dépasse le milieu entre ses deux moyennes. Il doit avoir raison dans neuf images sur dix de chaque sorte. Et le plus grand écart doit dépasser de moitié celui qui vient quand on répartit au hasard des tranches d’une demi-seconde entre « avec » et « sans » (une fois sur vingt au plus) : sinon, il dit « Aucun ».
search-explains-3 = Yosinski et al., 2015, « Understanding neural networks through deep visualization », ont trouvé des détecteurs de visages et de texte en tenant des objets devant une caméra. Westfall et Young, 1993, « Resampling-based multiple testing ».

minds-title = Deux réseaux, une image : d’accord ?
minds-says = Les deux voient la même image. Chacun répond avec ce qu’il a appris.
minds-explains-1 = Deux réseaux regardent la même image au même moment. Chacun a appris tout seul : leurs nombres à l’intérieur, et souvent leur nombre d’étapes, n’ont rien en commun. S’ils répondent pareil, ce n’est pas de la copie.
minds-explains-2 = On compte combien de fois les deux disent le même mot, sur toutes les images depuis l’ouverture de cette page ; et combien de fois chacun change d’avis, sur les mêmes images. Quand il n’y a rien à voir, on ne compte rien, et une nouvelle scène n’est pas un changement d’avis. Un réseau lent saute des images. Cherche une chose dont l’un est sûr et l’autre pas : l’image ne décide pas à elle seule.
minds-explains-3 = Geirhos, Meding et Wichmann, Beyond accuracy: quantifying trial-by-trial behaviour of CNNs and humans by measuring error consistency (2020) : des réseaux de modèles différents s’accordent mieux entre eux, erreurs comprises, qu’avec les humains.

## What the rooms draw

this-picture = cette image
this-picture-just-now = cette image, à l’instant
this-picture-ago = cette image, il y a { $seconds } s

clock-still = cette image ne bouge pas
clock-minute = dans la dernière minute
clock-camera = Devant une caméra : bouge un peu, et vois.
clock-none = Montre un objet, et tourne-le lentement.
clock-pairs = Le plus souvent entre

minds-another = Autre réseau
amount-of-numbers = { $millions } millions de
minds-size = { $amount } nombres appris ({ $year })
minds-size-own = { $amount } nombres à toi
minds-size-untrained = { $amount } nombres, inventés
minds-loading = Un instant : il se charge…
minds-alone = Un seul réseau a ses poids sur cet ordinateur. « deepvis networks » dit comment en ajouter un autre : il sera ici au prochain démarrage.
minds-agree = D’accord
minds-differ = Pas d’accord
minds-share =
    { $pictures ->
        [one] D’accord sur { $percent } % d’une image
       *[other] D’accord sur { $percent } % des { $pictures } images
    }
minds-still = Cette image ne bouge pas.
minds-means-nothing = Leurs nombres sont inventés : être d’accord ne veut rien dire ici.
minds-recent = haut : d’accord, bas : pas d’accord
minds-changed = a changé d’avis
minds-changed-times =
    { $rate ->
        [0] moins d’une fois par minute
        [1] une fois par minute
        [2] deux fois par minute
       *[other] { $rate } fois par minute
    }
minds-changed-never = jamais
minds-changed-so-far = { $times } jusqu’ici

counts-sure = Sa certitude : { $class }
counts-sure-short = Certitude
counts-sure-read = trait blanc : { $share } sans rien cacher
counts-sure-read-short = trait blanc : rien de caché
counts-answer = Ce qu’il répond alors
counts-answer-short = Sa réponse
counts-answer-read = voir les noms à droite
counts-answer-read-short = noms à droite
counts-finds = Ce que trouve { $detector }
counts-finds-read = 100 % : sans rien cacher
counts-finds-read-short = 100 % : rien de caché
counts-speaks = Ce qui parle pour { $detector }
counts-finds-short = Un détecteur
counts-speaks-short = Ses pixels
counts-speaks-read = son point le plus fort, ramené aux pixels (deconvnet)
counts-speaks-not = Ce qui parle pour { $detector } manque : { $why }.
counts-no-switches = il faudrait du max pooling, une sorte de couche que ce réseau n’a pas
counts-answers = Il répond
counts-times = { $count }×

chair-start = Go !
chair-again = Encore
chair-ready = Fais-le changer d’avis !
chair-ready-how = Penche-toi, hoche et tourne la tête. Plus sa réponse change, mieux c’est.
chair-move = Bouge !
chair-seconds-left =
    { $seconds ->
        [one] seconde restante
       *[other] secondes restantes
    }
chair-so-far =
    { $count ->
        [one] changement
       *[other] changements
    }
chair-changed = La réponse a changé
chair-times =
    { $count ->
        [one] fois
       *[other] fois
    }
chair-most = record :{"\u00A0"}{ $most }
chair-record = Nouveau record !
chair-more = Plus il change d’avis, mieux c’est !
chair-over = Aucune image n’arrive. Le test attend la caméra.
chair-still = Une photo ne bouge pas toute seule. Secoue-la un peu, et le test peut commencer.
chair-held = Cette image est figée. Le test attend qu’elle reprenne.
chair-line = Sa réponse
chair-line-mark = ici, elle a changé
chair-line-begin = 0 s
chair-line-end = { $seconds } s
chair-line-ago = il y a { $seconds } s
chair-line-now = maintenant
chair-bars-second = Hauteur d’une barre : le changement d’image en image, dans la dernière seconde.
chair-bars-test = Hauteur d’une barre : le changement d’image en image, pendant ces { $seconds }{"\u00A0"}s.
chair-bars-short = Barres : changement d’image en image.
chair-nothing = Rien n’a encore bougé : rien à comparer.

flip-below = sous les cinq premières
flip-now = Il vient de changer d’avis !
flip-closely = { $key } : regarde de près
flip-moved = Ce qui a bougé entre les deux.
flip-let-go = Il s’est passé trop de choses.
flip-let-go-do = Les images de ce changement sont effacées.
flip-none = Il n’a pas encore changé d’avis.
flip-none-do = Bouge un peu devant la caméra, ou tourne ce que tu tiens, et vois.
flip-last-now = Dernier changement, à l’instant : figé.
flip-last-seconds =
    { $seconds ->
        [one] Dernier changement, il y a { $seconds } seconde : figé.
       *[other] Dernier changement, il y a { $seconds } secondes : figé.
    }
flip-last-minutes =
    { $minutes ->
        [one] Dernier changement, il y a { $minutes } minute : figé.
       *[other] Dernier changement, il y a { $minutes } minutes : figé.
    }
flip-earlier-now = Changement d’avant, à l’instant : figé.
flip-earlier-seconds =
    { $seconds ->
        [one] Changement d’avant, il y a { $seconds } seconde : figé.
       *[other] Changement d’avant, il y a { $seconds } secondes : figé.
    }
flip-earlier-minutes =
    { $minutes ->
        [one] Changement d’avant, il y a { $minutes } minute : figé.
       *[other] Changement d’avant, il y a { $minutes } minutes : figé.
    }
flip-before = Avant
flip-difference = La différence, × { $factor }
flip-after = Après
flip-grey = Gris : inchangé.
flip-live-title = En direct
flip-live = { $name } { $percent }

why-unseen = Tu ne pouvais pas le voir. Le réseau, si.
why-tie = Deux noms étaient presque égaux.
why-tie-nothing = Deux noms étaient presque égaux. Un rien a suffi.
why-tie-grain = Deux noms étaient presque égaux. Le bruit a suffi.
why-tie-moved-little = Deux noms étaient presque égaux. Un léger décalage a suffi.
why-tie-moved = Deux noms étaient presque égaux. Un mouvement a suffi.
why-tie-nearer = Deux noms étaient presque égaux. S’approcher a suffi.
why-tie-away = Deux noms étaient presque égaux. S’éloigner a suffi.
why-tie-turned = Deux noms étaient presque égaux. Tourner a suffi.
why-tie-lighter = Deux noms étaient presque égaux. Plus de lumière a suffi.
why-tie-darker = Deux noms étaient presque égaux. Moins de lumière a suffi.
why-tie-entered = Deux noms étaient presque égaux. Quelque chose est entré, et ça a suffi.
why-tie-left = Deux noms étaient presque égaux. Quelque chose est parti, et ça a suffi.
why-tie-part = Deux noms étaient presque égaux. Un bout qui change a suffi.
why-nothing = Presque rien n’a changé.
why-grain = Seul le bruit a changé.
why-unknown = Quelque chose a changé.
why-moved-little = Un léger décalage.
why-moved = L’image a bougé.
why-nearer = Ça s’est approché.
why-away = Ça s’est éloigné.
why-turned = Ça a tourné.
why-lighter = Il fait plus clair.
why-darker = Il fait plus sombre.
why-entered = Quelque chose est entré.
why-left = Quelque chose est parti.
why-part = Un bout de l’image a changé.
why-equal = Les deux noms étaient presque égaux, { $from } et { $to }.
why-by-moved-right = L’image a bougé d’environ { $pixels } pixels vers la droite.
why-by-moved-left = L’image a bougé d’environ { $pixels } pixels vers la gauche.
why-by-moved-down = L’image a bougé d’environ { $pixels } pixels vers le bas.
why-by-moved-up = L’image a bougé d’environ { $pixels } pixels vers le haut.
why-by-moved-down-right = L’image a bougé d’environ { $pixels } pixels vers le bas et la droite.
why-by-moved-up-right = L’image a bougé d’environ { $pixels } pixels vers le haut et la droite.
why-by-moved-down-left = L’image a bougé d’environ { $pixels } pixels vers le bas et la gauche.
why-by-moved-up-left = L’image a bougé d’environ { $pixels } pixels vers le haut et la gauche.
why-by-nearer = Ce qu’il voit s’est approché : { $percent } % plus grand.
why-by-away = Ce qu’il voit s’est éloigné : { $percent } % plus petit.
why-by-turned-left = L’image a tourné de { $degrees }° vers la gauche.
why-by-turned-right = L’image a tourné de { $degrees }° vers la droite.
why-by-lighter = L’image est plus claire de { $percent } %.
why-by-darker = L’image est plus sombre de { $percent } %.
why-by-entered = C’est dans le cadre.
why-by-left = C’était dans le cadre.
why-by-part = Le bout dans le cadre a changé.
why-rest-nothing = Ce changement est sous le bruit d’une caméra.
why-rest-grain = Chaque point a changé seul, comme le bruit d’une caméra.
why-rest-most = C’est moins de la moitié du changement. Le reste, il ne le connaît pas.
why-rest-unknown = Il ne sait pas ce qui a changé.

growth-title = Où la différence a grandi, en lui
growth-most = Le plus à l’étape { $step } : { $percent }. Chaque barre : combien une étape a changé.
growth-picture = image
growth-answer = réponse

profile-found = Ce qu’il trouve
profile-found-means = où que ce soit
profile-place = Où il le trouve
profile-place-means = point par point
profile-step = étape
profile-range = étapes { $first }–{ $last }
profile-one = étape { $step }
profile-says-still = Presque rien n’a bougé.
profile-says-early-elsewhere = Les premières étapes trouvent toujours les mêmes choses, mais ailleurs. Les dernières en trouvent d’autres.
profile-says-elsewhere = Les premières étapes trouvent toujours les mêmes choses, mais ailleurs.
profile-says-all-elsewhere = Toutes les étapes trouvent toujours les mêmes choses, mais ailleurs.
profile-says-late = Ce qu’il trouve change plus dans les dernières étapes.
profile-says-early = Ce qu’il trouve change plus dans les premières étapes.
profile-says-alike = Ce qu’il trouve change à peu près autant au début qu’à la fin.

how-little-then = D’abord on la bouge, la tourne, l’éclaire. Puis vient un changement que tu ne peux pas voir.
how-little-tie = Deux noms étaient presque égaux dès le début : { $first } et { $second }.
how-little-steps = Image bougée de { $pixels } pixels : sa première étape change de { $early } %, sa dernière de { $late } %.
unseen-change = Le changement, × { $factor }
unseen-change-sought = Le changement
unseen-hardly = Tu le verrais à peine. Le réseau, si.
unseen-found = Aucune couleur n’a changé de plus de { $steps } sur 255, et { $changed } % en tout ont changé.
unseen-searching = Recherche d’un changement que tu ne peux pas voir…
unseen-none = Pas trouvé de changement de 8 sur 255 au plus qui change la réponse.
tipping-title = Ce qui suffit à le faire basculer
tipping-line = sa certitude : { $class }
tipping-shaded = il répond { $class }
tipping-stays = Il tient
tipping-sought = …
tipping-much = { $what } : ce n’est pas rien
tipping-left = vers la gauche
tipping-right = vers la droite
tipping-up = vers le haut
tipping-down = vers le bas
tipping-larger = plus grande
tipping-smaller = plus petite
tipping-turned-left = tournée à gauche
tipping-turned-right = tournée à droite
tipping-brighter = plus claire
tipping-darker = plus sombre
axis-down = haut ou bas
axis-right = de côté
axis-zoom = plus grande ou petite
axis-turn = tournée
axis-light = plus claire ou sombre
amount-pixels = { $amount } pixels
tick-pixels = { $amount } px
amount-degrees = { $amount }°

## What i explains of the network itself

explain-wall-title = Qu’est-ce que je vois ?
explain-wall-network = Voici { $network }, un réseau de neurones : { $amount } nombres, réglés par entraînement sur plus d’un million de photos jusqu’à ce que les réponses soient bonnes. Il tourne sur cet ordinateur, maintenant, sur cette image.
explain-wall-own-weights = Voici { $network }, un réseau de neurones : { $amount } nombres, réglés par entraînement sur des images jusqu’à ce que les réponses soient bonnes. Il tourne sur cet ordinateur, maintenant, sur cette image.
explain-wall-untrained = Voici { $network }, un réseau de neurones de { $amount } nombres, mais non entraîné : une formule les a inventés. Ce qui le traverse est vraiment calculé ; ce qu’il répond ne veut rien dire.
explain-wall-squares = Chaque carré est un détecteur (un canal, channel). L’image glisse devant lui, et le carré s’allume là où le détecteur trouve ce qu’il cherche (sa carte d’activation, activation map). Chaque étape travaille avec ce que la précédente a trouvé : les bords deviennent des textures, les textures des parties, les parties des objets.
explain-wall-squares-untrained = Chaque carré est un détecteur (un canal, channel). L’image glisse devant lui, et le carré s’allume là où le détecteur trouve ce qu’il cherche (sa carte d’activation, activation map). Chaque étape travaille avec ce que la précédente a trouvé.
explain-wall-light = La lumière dit avec quelle force, par rapport au plus fort de la même étape. La couleur dit seulement quelle étape. Les derniers carrés sont grossiers, car chacune de leurs valeurs a vu presque toute l’image.
explain-wall-classes = La dernière étape donne { $classes } scores de classe, changés en pour cent. Le réseau doit choisir parmi ces { $classes } : quand ce qu’il voit n’en fait pas partie, il hésite. De petits mouvements peuvent le faire changer d’avis.
explain-wall-several = La dernière étape donne { $classes } scores de classe, chacun changé à part en pour cent (sigmoid). Le réseau peut voir plusieurs de ces { $classes } à la fois, ou aucune : les pour cent ne font pas cent ensemble. Il change d’avis quand la plus forte devient une autre.
explain-wall-one-class = La dernière étape donne un seul score de classe. Sans rien à choisir, c’est toujours 100 %.
explain-wall-paper = D’après Yosinski et al., Understanding Neural Networks Through Deep Visualization (2015).
explain-wall-assumed = Personne n’a dit sur quelles images il a été entraîné. Il reçoit { $size } pixels, avec la moyenne et l’écart des couleurs qu’ont la plupart des réseaux : s’il a été entraîné sur d’autres, ses réponses sont faussées. Un fichier du nom du réseau avec la fin .toml à côté dit ce qui est juste ; « deepvis describe » en écrit un.

explain-layer-title = Dans une étape
explain-layer-squares = Voici tous les détecteurs (canaux, channels) d’une couche, en premier ceux qui distinguent le mieux les endroits. Le blanc est le plus fort de toute la couche : on peut donc comparer deux carrés. Un trait dans un carré vide : ce détecteur ne trouve rien dans toute l’image.
explain-to-detector-arrows = Les flèches mènent à un seul détecteur ; on le voit en grand à droite, sur l’image.
explain-to-detector-click = Un clic mène à un seul détecteur ; on le voit en grand à droite, sur l’image.
explain-to-detector-key = La touche { $key } mène à un seul détecteur ; on le voit en grand à droite, sur l’image.
explain-to-detector-keys = Les touches { $keys } mènent à un seul détecteur ; on le voit en grand à droite, sur l’image.
explain-to-layers = Les touches { $previous } et { $next } vont à la couche précédente et à la suivante, même celles que la vue d’ensemble ne montre pas.
explain-to-layer-before = La touche { $key } va à la couche précédente, même si la vue d’ensemble ne la montre pas.
explain-to-layer-after = La touche { $key } va à la couche suivante, même si la vue d’ensemble ne la montre pas.
explain-layer-negative = Une couche qui peut avoir des valeurs négatives montre zéro en sombre, et ce qui est au-dessous en gris.

explain-unit-title = Un détecteur, et ce qui l’active
explain-unit-map = À gauche, un détecteur (un canal, channel) brille là où il trouve ce qu’il cherche (sa carte d’activation, activation map). L’anneau est l’endroit interrogé, d’abord le plus fort ; touches-en un autre. Le cadre blanc est tout ce qu’il a vu (son champ récepteur, receptive field).
explain-unit-pixels = À droite : de combien chaque pixel le ferait monter ou descendre. Le gradient est la simple pente ; la rétropropagation guidée et deconvnet ne gardent que ce qui parle pour lui, et le dessin est plus net (Zeiler et Fergus 2014 ; Springenberg et al. 2015). Grad-CAM dit où dans l’image une classe est vue (Selvaraju et al. 2017).
explain-unit-pixels-key = À droite, après { $key } : de combien chaque pixel le ferait monter ou descendre. Le gradient est la simple pente ; la rétropropagation guidée et deconvnet ne gardent que ce qui parle pour lui, et le dessin est plus net (Zeiler et Fergus 2014 ; Springenberg et al. 2015). Grad-CAM dit où dans l’image une classe est vue (Selvaraju et al. 2017).
explain-unit-kernels = Les petits carrés sont les noyaux (kernels) dont il est fait ; le gris moyen est zéro.
explain-unit-switch = { $key } éteint le détecteur : la réponse montre aussitôt à quoi il servait. Les petits carrés sont les noyaux (kernels) dont il est fait ; le gris moyen est zéro.

## Notices and stalls

notice-mirror = seules les images d’une caméra passent en miroir
notice-adjust = seule une caméra se règle
notice-power-line = Anti-scintillement, pour le secteur : { $line }
notice-held = Fixé tel quel : { $what }
notice-set-free = La caméra décide de nouveau seule : rien n’est fixé
notice-low-light-slow = Dans le noir, la caméra peut envoyer moins d’images
notice-low-light-steady = Dans le noir, la caméra garde sa vitesse
notice-zoom = Zoom : { $step } sur { $steps }
notice-rotation = Image tournée de { $degrees } degrés
notice-camera-lacks = Cette caméra ne sait pas régler : { $what }
notice-camera-refuses = Cette caméra refuse pour l’instant : { $what }
notice-not-set = { $camera } ne se règle pas comme voulu : { $what }
list-comma = { $list }, { $more }
list-and = { $list } et { $more }
control-power-line = fréquence secteur
control-focus = netteté
control-exposure = exposition
control-white-balance = balance des blancs
control-low-light = vitesse dans le noir
control-zoom = zoom
notice-no-other = il n’y a pas d’autre image où aller
notice-shake = seule une photo immobile peut être secouée
notice-next-camera = on cherche la caméra suivante
notice-camera = on cherche { $camera }
notice-instead = { $error } ; à la place : { $shown }
notice-recorder-busy = occupé : le film d’avant n’est pas terminé
notice-recorder-refused = ne peut pas filmer : { $error }
notice-recording = filme { $file }
notice-recording-half = filme { $file }, à demi-taille, car { $why }
notice-saving-busy = occupé : l’image d’avant n’est pas encore gardée
notice-saving-refused = ne peut pas garder l’image : { $error }
notice-saved = gardé : { $file }
notice-network-goes-on = { $network } continue
notice-network-loading = chargement : { $network }…
notice-network-refused = { $network } ne peut pas tourner : { $problem }
notice-network-looking = { $network } regarde maintenant
stall-waiting = attente ({ $seconds } s)…
stall-opening = les images s’ouvrent encore ({ $seconds } s)…
stall-reading = lecture de l’image suivante ({ $seconds } s)…
stall-loading = le réseau se charge encore ({ $seconds } s)…
stall-computing = le réseau calcule encore ({ $seconds } s)…
notice-source-busy = occupé : la source n’a pas encore répondu aux dernières touches
notice-engine-busy = occupé : les dernières touches attendent encore
notice-nothing-to-save = rien n’a encore été montré : rien à garder
notice-forgotten = Il ne sait plus rien de toi : tes images et tes noms sont effacés.
notice-only-network = pas d’autre réseau ici ; `deepvis networks` dit comment en ajouter un
notice-export-late = pas exporté : un autre réseau a pris la place entre-temps
notice-export-nothing = pas exporté : rien n’avait encore été regardé
notice-exported = exporté, { $what } : { $file }
exported-layers =
    { $layers ->
        [one] les activations de la couche
       *[other] les activations de { $layers } couches
    }
exported-both =
    { $layers ->
        [one] les activations de la couche et l’attribution
       *[other] les activations de { $layers } couches et l’attribution
    }
notice-recorded =
    { $pictures ->
        [one] filmé { $file } : { $seconds } s, { $pictures } image
       *[other] filmé { $file } : { $seconds } s, { $pictures } images
    }
notice-recorded-some =
    { $pictures ->
        [one] filmé { $file } : { $seconds } s, { $kept } sur { $pictures } image
       *[other] filmé { $file } : { $seconds } s, { $kept } sur { $pictures } images
    }

## Where pictures come from, and what is wrong with them

source-any-camera = une caméra
source-waiting = on attend { $camera }
source-reel = bobine
source-folder =
    { $pictures ->
        [one] { $path } ({ $pictures } image)
       *[other] { $path } ({ $pictures } images)
    }
source-animated = { $size }, animée
notice-skipped = sauté : { $error }
notice-left-out = mis de côté : { $files } ; pas lus, fais-en des JPEG (heif-convert, ImageMagick)
notice-damaged = { $damage } ; montré tel quel : { $file }
notice-clip-early = le film finit trop tôt et recommence ; { $reason } : { $file }
notice-camera-damaged = { $camera } : images écartées jusqu’ici : { $pictures } ; { $problem }
notice-camera-format = un autre programme a changé { $camera } : elle envoie maintenant { $format }
notice-camera-interlaced = { $camera } envoie des images entrelacées, deux moitiés de moments différents : on n’en montre qu’une
notice-until-camera = { $shown } jusqu’au retour de la caméra
notice-camera-back = la caméra est revenue : { $camera }
notice-camera-new = à l’écran : { $camera }
notice-again = { $error } ; nouvel essai
camera-gone = La caméra a disparu. On la cherche…
camera-restarts = { $error }. On la redémarre…
camera-black = La caméra envoie des images noires : son cache est-il fermé ?
camera-flicker = La lumière scintille : maintiens ?, puis « Anti-scintillement » : { $hertz } Hz
camera-flicker-unknown = La lumière scintille : maintiens ?, puis « Anti-scintillement » : le secteur de ton pays
camera-frozen = La caméra envoie toujours la même image : si ça dure, rebranche-la

## Why no pixels are shown

blank-off = aucun gradient n’arrive à l’entrée : cette unité est éteinte
blank-full = aucun gradient n’arrive à l’entrée : cette unité est à son maximum
blank-stopped = aucun gradient n’arrive à l’entrée : des redresseurs (ReLU) le bloquent partout
blank-against = rien ne parle pour lui
blank-neither = rien ne parle plus pour l’un que pour l’autre

## What a kiosk refuses

kiosk-saves-nothing = une borne ne garde pas d’images
kiosk-writes-nothing = une borne n’écrit rien dans des fichiers
kiosk-records-nothing = une borne ne filme rien
kiosk-does-not-search = pas de recherche sur une borne
kiosk-leaves-the-camera = la caméra se règle côté présentation : maintiens ? deux secondes
kiosk-fills-the-screen = une borne reste en plein écran

## The page of `?`

help-title = Que faire ?
gesture-touch = Touche
gesture-touch-says = un carré, un nom, un point : il s’ouvre
gesture-drag = Glisse
gesture-drag-says = tourne un bouton
gesture-back = Retour
gesture-back-says = la flèche en haut à gauche, { $key }, ou un clic droit
gesture-back-says-without-key = la flèche en haut à gauche, ou un clic droit
gesture-freeze = Fige
gesture-freeze-says = { $key } ; encore une fois : en direct
gesture-freeze-says-without-key = arrête l’image ; encore une fois : en direct

## The presenter's half of it

presenter-title = Pour qui présente
presenter-held = ? ou { $key }, maintenu deux secondes
presenter-held-by-finger = ? maintenu deux secondes
presenter-keys = Clavier
presenter-remembers = Les images des visiteurs ne vivent qu’en mémoire, et disparaissent quand on éteint. Une image gardée, une vidéo et des nombres exportés sont des fichiers : ils restent, et montrent qui était là.
presenter-files = Tout ce qui est écrit sur le disque se souvient du visiteur ; une borne le refuse.
card-on = oui
card-off = non
card-camera = Autre caméra
card-camera-says = actuelle : { $name }
card-mirror = Miroir
card-power-line = Anti-scintillement
card-power-line-says = { $line }
card-hold = Fixer netteté, lumière
card-hold-says = fixé tel quel
card-hold-says-some = en partie fixé
card-hold-says-none = la caméra décide
card-low-light = Vitesse dans le noir
card-low-light-says = elle peut ralentir
card-low-light-says-not = elle garde sa vitesse
card-zoom = Zoom
card-zoom-says = { $step } sur { $steps }
card-rotate = Tourner
card-rotate-says = de { $degrees }°
card-camera-lacks = pas avec cette caméra
card-no-camera = pas de caméra à l’écran
card-photos = Photos
card-to-the-camera = Caméra
card-source-says = fichiers, et retour
card-network = Autre réseau
card-network-says = actuel : { $name }
card-record = Filmer
card-record-says = vidéo, dans un fichier
card-recording-says = { $time } ; touche pour arrêter
card-save = Garder
card-save-says = l’image, dans un fichier
card-export = Exporter
card-export-says = nombres, en fichier
card-full-screen = Plein écran
card-full-screen-says = ou en fenêtre
card-explain = Expliquer
card-explain-says = ce qui est à l’écran
card-not-in-a-kiosk = pas sur une borne
card-quit = Quitter
quit-keep-holding = Maintiens { $key } pour quitter

## Look inside

inside-title = Regarde dedans
inside-says = L’étape { $step } a { $count } { $count ->
    [one] détecteur
   *[other] détecteurs
 }. Touche un carré.
inside-all-layers = Les couches
inside-all = les { $count }, plus fort contraste d’abord
inside-which = plus fort contraste d’abord : { $first }–{ $last } sur { $count }
inside-which-short = { $first }–{ $last } sur { $count }
inside-coming = un instant : ces carrés arrivent
inside-silent = { $count ->
    [0] Tous ont trouvé quelque chose dans cette image.
    [one] Un d’eux n’a rien trouvé dans cette image.
   *[other] { $count } d’entre eux n’ont rien trouvé dans cette image.
 }
inside-signed = Ici, sombre, c’est zéro ; au-dessous, c’est gris.
inside-classes = Un carré par mot : il répond { $best }.
inside-signals = signaux, pas activations : { $method } depuis { $target } ; l’orange le fait monter, le bleu descendre, plein à { $scale }
inside-lights = Où il s’allume
inside-made-ring = Ce qui a allumé l’anneau
inside-made-it = Ce qui l’a allumé
inside-signals-toolbox = signaux, pas activations : { $method } depuis { $target } ; le vert le fait monter, le rouge descendre, plein à { $scale }
inside-drives = Ce qui active { $target }
inside-dark = Rien : là, c’est éteint.
inside-of-at-ring = sur { $most } : sa force à l’endroit de l’anneau
inside-of = sur { $most } : sa force là où il s’allume le plus
inside-at-ring = à son plus fort
inside-lit-on = allumé sur { $share } de l’image
inside-is-away = Il est retiré.
inside-finds-nothing = Il ne trouve rien dans cette image.
inside-whole-picture = une valeur pour toute l’image
inside-answers = Il répond : { $name } { $share }
inside-with-all = avec tout : { $name } { $share }
inside-take-away = Retirer ce détecteur
inside-put-back = Le remettre
inside-put-layer-back = Tout remettre
inside-larger = Agrandir
inside-statistics = Nombres
inside-show-signals = Signaux
inside-one-back = Précédent
inside-next-one = Suivant

unit-title = Un détecteur de l’étape { $step }, de près
unit-pixels-title = Quels pixels l’activent ?
unit-number = n° { $number } sur { $count }
unit-class = n° { $number } sur { $count } : { $name }
unit-method = Quels pixels : { $method }
unit-method-none = Quels pixels : aucun
unit-with-map = Avec sa carte
unit-filter = Dessin : { $filter }
unit-beside = Garder à côté
unit-pin = Rester dessus
unit-strongest = Son anneau seul
unit-larger = Pixels seuls
unit-field = Dans les mots du métier : canal { $channel } de { $layer } ({ $kind }, { $block }), cartes de { $map } ; chaque valeur voit { $sees } pixels de large.
unit-strongest-now = maximum maintenant { $now }, sur dix secondes { $highest }
unit-values = valeurs de { $low } à { $high }, moyenne { $mean } ; { $zeros } % sont nulles
unit-brightest = carte de { $map }, pleine clarté à { $brightest }
unit-course = Sa plus forte valeur sur dix secondes
unit-pattern = Ce motif, glissé sur l’image :
unit-kernel = Son seul noyau :
unit-kernels = Les plus forts de { $count } noyaux, par entrée :
unit-seen-all = La valeur de l’anneau a vu toute l’image.
unit-seen-all-short = L’anneau a tout vu.
unit-seen = La valeur de l’anneau a vu le cadre : { $sees } pixels de large.
unit-seen-short = L’anneau a vu { $sees } pixels.

## The answer

answer-heading = Il répond
# Names that take no article, since there is no single piece of them, and last words of names that
# end with an s and are of one thing all the same.
names-uncounted = chain mail, face powder, hair spray, lotion, perfume, sunscreen, thatch, velvet, wool, toilet tissue, guacamole, consomme, ice cream, mashed potato, broccoli, cauliflower, hay, carbonara, chocolate sauce, dough, red wine, eggnog, rapeseed, corn, confectionery, head cabbage
names-of-one-thing = patas, Flandres, Pyrenees, triceratops
answer-guesses = { $article ->
    [an] Il ne sait pas. Disons :
    [a] Il ne sait pas. Disons :
   *[none] Il ne sait pas. Disons :
 }
answer-perhaps = { $article ->
    [an] Peut-être :
    [a] Peut-être :
   *[none] Peut-être :
 }
answer-thinks = { $article ->
    [an] Il pense à :
    [a] Il pense à :
   *[none] Il pense à :
 }
answer-is-sure = Il est sûr :
answer-several = { $count ->
        [0] Aucun de sûr. Le plus proche :
        [one] Il voit :
       *[other] Il en voit { $count } à la fois, d’abord :
    }
answer-asks = { $name } ?
answer-untrained = non entraîné, il dit :
answer-means-nothing = poids inventés : ne veut rien dire
answer-means-nothing-short = ne veut rien dire
answer-without-a-part = avec un bout retiré
answer-before = Avant de gommer : { $name }, { $percent } %
answer-before-short = avant : { $percent } %
answer-whole = image entière : { $percent } % { $name }
answer-whole-short = entière : { $name }
answer-none = sans réponse
answer-not-a-number = son calcul donne { $what }
answer-everything-else = tout le reste
answer-why-not = Pourquoi pas { $name } ?
answer-why-not-the-second = Pourquoi pas le second ?
answer-wrong = Il se trompe !
answer-knows = Il connaît { $count } mots, en anglais. « Une personne » n’en fait pas partie : il nomme ce qu’on porte ou tient.
sureness-guess = devine
sureness-perhaps = peut-être
sureness-thinks = pense
sureness-sure = sûr
wrong-which = Alors, lequel ?
wrong-none = Aucun de ses mots
wrong-never-mind = Tant pis
wrong-only-its-words = Il ne peut choisir que parmi les { $count } mots qu’on lui a appris. Sa réponse est le mot le plus proche qu’il connaît.
wrong-go-on = Continuer
nothing-to-see = Il n’y a rien à voir
nothing-even = L’image est partout pareille.
nothing-found = Presque tous ses { $count } détecteurs de la dernière étape ne trouvent rien.
nothing-even-and-found = L’image est partout pareille : presque tous ses { $count } détecteurs de la dernière étape ne trouvent rien.

## Did it change its mind?

strip-title = A-t-il changé d’avis ?
strip-count = { $count ->
    [0] pas une fois en dix secondes
    [1] une fois en dix secondes
    [2] deux fois en dix secondes
   *[other] { $count } fois en dix secondes
 }
strip-begun = Il commence tout juste à regarder.
strip-nothing = Il n’y a rien à voir, donc rien ne peut changer.
strip-new = Du nouveau : à l’instant, il ne pensait presque pas à ce nom.
strip-equal = Deux noms sont presque égaux : un rien le fait basculer.
strip-no-name = Aucun nom n’est devant : beaucoup d’idées, toutes petites.
strip-unchanged = Sa réponse reste la même : rien ne le fait basculer.
strip-ahead = Un nom est loin devant : de petits mouvements n’y changent rien.
strip-close = Un nom est devant, mais de peu : bouger plus peut le faire basculer.
strip-ago = il y a 10 s
strip-now = maintenant
strip-changed = changé
strip-touch = touche un trait pour le voir
strip-still = Cette image ne bouge pas.
strip-shake = Secoue-la pour moi
strip-shaken = On la secoue un peu.
strip-before-a-camera = Touche « Caméra » et bouge un peu, ou fais-la secouer.

## While nobody is there: what calls whoever comes by

attract-you = C’est toi.
attract-camera = Voici ce que voit la caméra.
attract-photo = Voici une photo.
attract-film = Voici un film.
attract-finds-in-you = Voici ce qu’il trouve en toi, étape par étape.
attract-finds = Voici ce qu’il trouve, étape par étape.
attract-hello = Salut ! Montre quelque chose.
attract-hello-photo = Salut ! Viens voir dedans.
attract-things = { $things }…
attract-begin = Touche l’écran
attract-promise = Rien ne sort de cet ordinateur.
attract-promise-forgets = Une fois éteint, il ne sait plus rien de toi.
attract-answer = { $says } { $name } { $share }
attract-guess = { $says } { $name }
attract-nothing-yet = Il regarde…
attract-no-answer = Il n’a pas de réponse.
attract-untrained = Il n’a encore rien appris : ses mots ne veulent rien dire.
still-there = Toujours là ?
still-there-touch = Touche l’écran.

## The page where detectors are taken away

removal-step-label = étape
removal-step = { $step } sur { $all }
removal-again = Encore
removal-forgot = des { $all } détecteurs de l’étape { $step } en moins, et il a oublié : { $class }.
removal-so-far = des { $all } détecteurs de l’étape { $step } en moins : encore { $class }, { $percent } %.
removal-still = des { $all } détecteurs de l’étape { $step } en moins, et il dit toujours { $class }, { $percent } %.
removal-then = Sans eux, il dit { $class }, { $percent } %.
removal-then-lost = Sans eux, il ne sait pas : au mieux { $class }, { $percent } %.
removal-random = Autant au hasard : il a oublié { $times } fois sur { $draws }.
removal-sure = Sa certitude : { $class }
removal-axis = détecteurs ôtés
removal-most = chaque fois celui qui lui manque le plus
removal-drawn = autant au hasard, { $draws } essais
removal-order = Retirés dans cet ordre.
removal-first = Les { $count } premiers retirés.
removal-touch = Touches-en un : il revient.
removal-live = En direct, sans { $count ->
    [one] celui-ci
   *[other] ces { $count }
}
removal-now = Cette image, sans { $count ->
    [one] celui-ci
   *[other] ces { $count }
}
removal-all-back = Tous sont revenus. Touches-en un : il repart.
removal-says-now = { $class }, { $percent } %
removal-with-all = avec tous : { $class }, { $percent } %

## Let’s play: what all games share

tab-games = Jeux
tab-word-map = La carte de ses mots
key-play-start = porte 8 : lancer un jeu, ou l’arrêter
key-play-games = porte 8 : cache-le, bascule, piège-le
key-play-others = porte 8 : trouve-le, toi contre lui
play-start = Go !
play-again = Encore
play-stop = Stop
play-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
play-percent = { $percent } %
play-your-seconds = tes secondes
play-photo-still = Cette photo ne bouge pas
play-card-best = record : { $figure }
play-today = Records du jour
play-today-nobody = Encore personne. À toi !
play-today-note = On garde mots et points jusqu’à l’arrêt, jamais une image.
play-so-far = Toi, jusqu’ici : { $score }
play-place = rang { $place }
play-word-map-card = Tous ses mots, ceux qui se ressemblent côte à côte.
key-play-act = jeu : gommer, passer, choisir, pixels
key-play-rubber = cache-le : gomme plus petite, plus grande
play-seconds =
    { $count ->
        [one] seconde
       *[other] secondes
    }
play-says = Il dit
play-from-to = { $from } → { $to }
play-then = puis « { $name } »

## Find it

key-play-duel = porte 8 : duel à deux, chacun son tour
key-play-box = porte 8 : ce qu’il y a ici
key-play-box-changes = là : avec images ; en enlever un
play-find-title = Trouve-le
play-find-says = Montre ce que l’écran nomme.
play-find-card = Montre ce qu’il nomme, avant la fin de tes secondes.
play-find-explains-1 = L’écran nomme un objet, et la caméra doit le montrer : l’objet, une image de lui ou un dessin. Il est trouvé quand le réseau lui donne au moins 50 % sur trois images de suite, ou 30 % sur dix, et que rien d’autre n’a plus. Ce qui couvre beaucoup de classes compte pour un seul objet : 118 races sont « un chien ».
play-find-explains-2 = Tu commences avec 20 secondes, et chaque objet trouvé en donne 10 de plus. Il vaut les secondes entières qui te restent alors, plus un dixième de son pourcentage. « Tu chauffes » ne s’affiche que si ce pourcentage a monté, dans la dernière seconde, plus qu’il ne varie de toute façon.
play-find-explains-3 = Chaque objet a été essayé avant, avec une vraie photo de lui. Deng et al. 2009 : les photos dont ces réseaux apprennent.
play-find-ready = Le trouveras-tu ?
play-find-rule = Il nomme un objet ; tu le montres. Chacun rapporte tes secondes restantes et un dixième de son pourcentage.
play-find-on-the-table = Il y a ici :
play-find-none = Ce réseau ne connaît aucun des objets nommés ici.
play-find-anything = Montre, dessine, ou trouve sur ton téléphone :
play-find-and-others = et { $count } de plus
play-find-still = Une photo ne bouge pas : elle ne peut être que ce qu’elle montre.
play-find-duel = À deux : duel
play-find-box = Ce qu’il y a ici
play-find-show = Montre, ou dessine
play-find-show-left = À gauche : montre, ou dessine
play-find-show-right = À droite : montre, ou dessine
play-find-sure = sûr
play-find-wins = gagné à { $percent } %
play-find-sees = Il voit : { $thing }, { $percent } %
play-find-sees-nothing = Il ne voit encore rien
play-find-warmer = Tu chauffes !
play-find-points = Points : tes secondes restantes + 1/10 du %.
play-find-word-of = mot { $word } sur { $count }
play-find-both = gauche { $left } · droite { $right }
play-find-none-yet = Tes trouvailles seront ici.
play-find-skip = Passer
play-find-words = { $count ->
    [one] { $count } mot
   *[other] { $count } mots
}
play-find-found = Trouvés : { $count } sur { $all }
play-find-found-all = Tout trouvé : { $count } !
play-find-lost = Temps écoulé
play-find-lost-hint = Rien n’a été trouvé. Tiens l’objet près, bien éclairé, devant un fond uni.
play-find-it-wanted = Il attendait { $thing }.
play-find-right-ready = À droite : on y va ?
play-find-same-words = Les mêmes mots dans le même ordre, 30 secondes.
play-find-left-has = À gauche : { $count ->
    [one] { $count } point
   *[other] { $count } points
}
play-find-right-has = À droite : { $count ->
    [one] { $count } point
   *[other] { $count } points
}
play-find-left-wins = Victoire à gauche !
play-find-right-wins = Victoire à droite !
play-find-draw = Égalité !

## What lies on the table

play-box-title = Ce qu’il y a ici
play-box-says = Montre chaque objet : ceux dont il est sûr sont notés, et « Trouve-le » ne nomme rien d’autre.
play-box-explains-1 = Tant qu’on ajoute des objets, tout ce qu’il répond avec au moins 50 % sur dix images de suite entre dans la liste, une seule fois. Touche un objet pour l’enlever.
play-box-explains-2 = La liste n’est qu’en mémoire, jusqu’à ce qu’on éteigne. On ne prend des images que si leur bouton est allumé : personne ne doit alors y être. « Oublie-moi » les efface ; les mots restent.
play-box-collect = Ajouter des objets
play-box-pictures = Avec images : personne dessus
play-box-empty = Encore rien : « Trouve-le » peut tout nommer.
play-box-has = Objets : { $count } sur { $most } au plus ; touches-en un pour l’enlever
kiosk-has-its-box = une borne garde sa liste d’objets telle quelle

## Hide it

play-hide-title = Cache-le
play-hide-says = Couvre le moins possible, jusqu’à ce qu’il dise un autre mot.
play-hide-card = Cache peu, jusqu’à ce qu’il dise un autre mot.
play-hide-explains-1 = Tu caches un bout de l’image, et il donne aussitôt une nouvelle réponse. Si un petit bout suffit, sa réponse tenait à ce bout : tu as trouvé ce qu’il regarde.
play-hide-explains-2 = Ce que tu caches devient gris, la couleur moyenne des images dont il a appris. Le score est la part cachée de tout ce qu’il voit : la plus petite est la meilleure.
play-hide-explains-3 = D’après Zeiler et Fergus, Visualizing and Understanding Convolutional Networks (2014).
play-hide-task = Gomme le moins possible, jusqu’à ce qu’il ne dise plus « { $name } ».
play-hide-rule = Plus de la moitié cachée, ou 20 secondes sans gommer, et il a gagné.
play-hide-hidden = caché : { $percent } %
play-hide-rub = Gomme sur l’image
play-hide-by-keys = Clavier : flèches pour bouger, espace pour gommer.
play-hide-won = Tu as caché { $percent } % !
play-hide-too-much = La moitié est cachée, il dit encore « { $name } ».
play-hide-nobody = Personne n’a rien gommé.
play-hide-smaller = Réduire
play-hide-larger = Agrandir
play-hide-not-yet = Pas encore. Il dit
play-hide-least = Plus le bout est petit, mieux c’est.

## Flip it

play-flip-title = Bascule
play-flip-says = Bouge le moins possible, jusqu’à ce qu’il dise un autre mot.
play-flip-card = Bouge très peu, et il dit un autre mot.
play-flip-explains-1 = Bouge ce que tu tiens, la caméra ou toi-même, jusqu’à ce qu’il change de mot. Entre la dernière image avec l’ancien mot et la première avec le nouveau, on mesure de combien l’image a bougé : décalage, zoom et rotation ensemble.
play-flip-explains-2 = Tu ne remarquerais pas la plupart de ces mouvements, et tu ne changerais jamais de mot pour eux. Un réseau réduit l’image à beaucoup d’étapes, et ce qui tombe entre deux carrés compte alors autrement.
play-flip-explains-3 = D’après Azulay et Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).
play-flip-task = Fais-lui changer de mot avec le plus petit mouvement possible.
play-flip-rule = Lentement ! Le plus petit mouvement des 30 secondes compte, dans ses { $side } pixels.
play-flip-photo = Une photo ne bouge pas toute seule.
play-flip-times =
    { $count ->
        [0] Pas encore d’autre mot
        [one] Il a changé de mot une fois
       *[other] Il a changé de mot { $count } fois
    }
play-flip-smallest = le plus petit : { $pixels } pixels sur { $side }
play-flip-won = { $pixels } pixels !
play-flip-of = Si peu, sur { $side } pixels de large, a suffi pour un autre mot.
play-flip-nothing = Il a gardé son mot 30 secondes.
play-flip-other-thing = Il a vu chaque fois autre chose : ce n’est pas un petit mouvement.
play-flip-below = < { $pixels }
play-flip-before = avant
play-flip-after = après

## Fool it

play-fool-title = Piège-le
play-fool-says = Fais-lui dire « banana » sans banane.
play-fool-card = Fais-lui dire banana, sans banane.
play-fool-explains-1 = Un réseau ne connaît que des motifs de pixels. Quelque chose de courbe et de jaune peut lui suffire ; montre-le, et regarde.
play-fool-explains-2 = « Changer les pixels » suit le gradient : pour chaque valeur de l’image présente, il demande si un peu plus ou un peu moins parle pour le mot, et la change d’un ou de quelques pas sur 255. Pour toi, les deux images sont les mêmes.
play-fool-explains-3 = D’après Szegedy et al., Intriguing properties of neural networks (2014), et Goodfellow et al., Explaining and Harnessing Adversarial Examples (2015).
play-fool-task = Fais-lui dire « { $name } ».
play-fool-least = Il n’a pas « banana » : voici le mot qui lui semble le moins probable.
play-fool-rule = Tu as 60 secondes. Montre quelque chose, ou change les pixels.
play-fool-change = Changer les pixels
play-fool-works = Il change un peu chaque valeur…
play-fool-failed = Ça n’a pas suffi. Essaie une autre image.
play-fool-lost = Temps écoulé, et il n’a jamais dit « { $name } ».
play-fool-won = { $count ->
    [one] { $count } seconde !
   *[other] { $count } secondes !
}
play-fool-figure = { $seconds } s
play-fool-by-hand = à la main
play-fool-by-pixels = par les pixels
play-fool-shown = En montrant ça, tu lui as fait dire « { $name } ».
play-fool-changed = Il dit « { $name } », et tu ne vois pas de différence.
play-fool-size = Aucune valeur n’a changé de plus de { $largest } sur 255.
play-fool-share = { $percent } % des valeurs ont un peu changé.
play-fool-before = telle quelle
play-fool-after = d’autres pixels
play-fool-says-then = { $name }, { $percent } %

## You against it

play-against-title = Toi contre lui
play-against-says = Une image devient nette, lentement. Qui la nomme en premier ?
play-against-card = Le flou devient net. Qui nomme en premier ?
play-against-explains-1 = Tu vois les mêmes images floues que le réseau, une par seconde, chacune plus nette que la précédente. Il a trouvé dès la première image à partir de laquelle il donne au moins 50 % au bon mot, en réunissant tout ce qui est « un chat ». Est juste ce qu’il dit de l’image nette.
play-against-explains-2 = Les gens reconnaissent des choses très floues, à leur contour et à ce qui est probable. Les réseaux qui ont appris de photos nettes se fient aux textures fines, et les perdent tôt.
play-against-explains-3 = D’après Dodge et Karam, Understanding How Image Quality Affects Deep Neural Networks (2016), et Geirhos et al., Generalisation in humans and deep neural networks (2018).
play-against-task = Nomme l’image avant le réseau.
play-against-rule = Une erreur coûte la manche. Est juste ce qu’il dit de l’image nette.
play-against-wait = Un instant : on floute des images…
play-against-what = Qu’est-ce ?
play-against-round = Manche { $round }
play-against-score = toi { $you } : { $it } lui
play-against-result = { $you } : { $it }
play-against-figure = gagnées : { $count }
play-against-head = toi : lui
play-against-level = image { $level } sur { $all }
play-against-right = C’est « { $name } ».
play-against-you = Tu l’as dit en premier, image { $level } sur { $all } !
play-against-it = Le réseau l’a dit en premier, image { $level } sur { $all }.
play-against-wrong = Pas « { $name } » : la manche est au réseau.
play-against-would = Il la nomme dès l’image { $level } sur { $all }.
play-against-more = Tu en as nommé plus que lui !
play-against-fewer = Le réseau en a nommé plus que toi.
play-against-even = Aucun n’en a nommé plus que l’autre.
play-against-none = Ici, il n’est sûr d’aucune image.

## The map of its words

key-word-map = la carte de ses mots
key-word-map-look = carte : loin, près ; groupe ; sa réponse
word-map-title = La carte de ses mots
word-map-says = Les mots qui se ressemblent pour lui sont voisins.
word-map-explains-1 = Chaque mot est un point. Pour connaître un mot, le réseau garde une liste de nombres : à quel point chaque trait qu’il cherche parle pour ce mot. Les mots aux listes semblables se retrouvent ensemble. Personne ne lui a dit que « tabby » est un chat.
word-map-explains-2 = L’image est ce que le réseau aimerait le plus voir pour ce mot. Plus un mot brille, plus le réseau en est sûr. Sa réponse est vert citron. Une ligne va de sa dernière réponse à la nouvelle.
word-map-explains-3 = Une liste a des centaines de nombres, une carte en a deux : elle doit donc mentir un peu. Ce qui est proche se ressemble vraiment. La distance entre mots éloignés ne dit pas grand-chose ; gauche, droite, haut et bas non plus. La méthode est t-SNE (van der Maaten et Hinton 2008), commencée comme le conseillent Kobak et Berens (2019).
word-map-forming = La carte se forme…
word-map-few = Ils sont placés selon leurs deux plus grandes différences.
word-map-nothing = Rien à voir.
word-map-too-few = Une carte demande trois mots ; ce réseau en a { $count }.
word-map-too-many = Une carte de plus de { $most } mots prendrait trop de temps ; ce réseau en a { $count }.
word-map-step = { $from } → { $to }
word-map-pair = { $first }, ou { $second }
word-map-small-step = Un petit pas : { $share } de la largeur de la carte.
word-map-middle-step = Un pas : { $share } de la largeur de la carte.
word-map-large-step = Un grand pas : { $share } de la largeur de la carte.
word-map-close = Tout proches : { $share } de la largeur de la carte.
word-map-between = Pas proches : { $share } de la largeur de la carte.
word-map-far = Éloignés : { $share } de la largeur de la carte.
word-map-alike = Les plus proches, pour le réseau :
word-map-find = Trouver un mot
word-map-follow = Ce qu’il dit
word-map-group-dogs = chiens
word-map-group-cats = chats
word-map-group-mammals = autres mammifères
word-map-group-birds = oiseaux
word-map-group-reptiles = reptiles
word-map-group-sea = dans la mer
word-map-group-insects = insectes
word-map-group-food = aliments, plantes
word-map-group-vehicles = véhicules
word-map-group-music = musique
word-map-group-clothes = vêtements
word-map-group-home = à la maison
word-map-group-buildings = lieux

## The tour

key-tour = la visite ; premier défi : ta chaussure
key-tour-next = la visite : continuer
tab-tour = La visite
tour-card = Toutes les salles, une phrase à la fois.
tour-next = Suite
tour-leave = Quitter
tour-step = { $step } sur { $steps }
tour-ends = Toujours là ? La visite finit dans { $seconds } s.
tour-see = Voici ce qu’il voit. Bouge un peu, et regarde les carrés.
tour-square = Chaque petit carré est un détecteur. Touches-en un clair.
tour-detector = Il s’allume là où il trouve quelque chose. Touches-en un autre.
tour-likes = Que cherche-t-il ? Touche la porte 3.
tour-another = Voici ses images préférées. Touche un autre détecteur.
tour-part = De quel bout de l’image a-t-il besoin ? Touche la porte 4.
tour-rub = Gomme un bout, jusqu’à ce qu’il dise un autre mot.
tour-back = Un petit bout peut tout changer ! Retour à la porte 1.
tour-flip = Bouge lentement, ou tourne, jusqu’à ce qu’il dise autre chose.
tour-why = Pourquoi a-t-il changé d’avis ? Touche la porte 5.
tour-door-dreams = Il peut rêver sur ton image. Touche la porte 6.
tour-dream = Bouge la main : ce qu’il y trouve y pousse.
tour-door-teach = Il apprend aussi tes objets à toi. Touche la porte 7.
tour-teach = Montre un objet, et garde son bouton appuyé.
tour-door-play = Tu sais donc comment il pense. Touche la porte 8.
tour-play = La visite est finie. Lance un jeu !
tour-finish = Finir
task-shoe = Montre ta chaussure !
task-no-shoe = Sans chaussure ? Tout est bon
task-answer = Il pense à : { $answer }. Es-tu d’accord ?
task-hide = Maintenant, cache-en un bout, jusqu’à ce qu’il dise autre chose.
task-fool = Bravo ! Maintenant, piège-le.
task-begin = Montre ta chaussure
tour-begin = Fais-moi visiter

teach-title = Entraîne-le
teach-says = Montre-lui tes objets à toi : il apprend à les distinguer.
learning-title = Comment apprend-il ?
learning-says = Il découvre ce qui distingue tes objets. Essaie : monte « faux noms », puis recommence.
why-mine-title = Pourquoi dit-il ça ?
why-mine-says = Ce qui, dans l’image, parle pour ton objet.
untangle-title = Démêle-moi ça
untangle-says = Il peut seulement étirer, tourner, bouger et courber la feuille. Une droite peut-elle alors séparer les couleurs ?
grow-title = Un réseau parti de rien
grow-says = Un petit réseau apprend sous tes yeux des chiffres écrits à la main.
tab-teach = Montre un objet
tab-learning = Il apprend
tab-why-mine = Pourquoi ?
tab-untangle = Démêle-moi ça
tab-grow = Parti de rien
thing-name = { $number ->
    [1] premier objet
    [2] deuxième objet
    [3] troisième objet
   *[other] quatrième objet
}

### teach: the page where things are shown

key-show-thing = porte 7 : tenir en montrant l’objet 1 à 4
key-more-things = porte 7 : autre objet ; nommer le dernier
key-taught-pictures = porte 7 : ôter une image ; les étapes
show-title-cards = Montre-le, bouton appuyé
show-title-map = Qui se ressemble s’assemble
show-title-answer = Et il répond
show-hold = Appuie et montre
show-hold-briefly = Appuie
show-learning = il l’apprend…
show-frozen = image figée
show-first = Montre un objet : garde ce bouton appuyé trois secondes, et bouge l’objet un peu.
show-second = Maintenant un autre : garde ce bouton appuyé trois secondes.
show-then = Puis un autre objet.
show-and-then = Et encore un objet.
show-count = { $count ->
    [one] { $count } image
   *[other] { $count } images
}
show-more = un autre objet
show-forget = Oublie-moi
show-title-sees = Voici ce qu’il voit
show-sees = Montre-lui un objet !
show-looks = Il regarde. Bouge l’objet !
show-one-is-known = Il connaît un objet. Montre-lui-en un autre !
show-now = en direct
show-note = Les images d’un même moment se retrouvent ensemble. La carte est grossière.
show-forming = Elle se redessine…
show-dark = sombre : aucun d’eux
show-how = Comment ? Il les sépare étape par étape
show-how-easy = Facile : leurs pixels suffisent déjà
show-how-soon = Montre-lui huit images de chacun : tu verras comment il les distingue.
show-play = rejouer
show-depth-pixels = pixels
show-depth-step = après l’étape { $step }
show-depth-lesson = ce qu’il a appris
show-beside = à côté :
show-take-away = L’enlever
show-is-sure = Il est sûr :
show-thinks = Il pense :
show-perhaps = Peut-être :
show-none = aucun d’eux
show-below = tous sous la ligne
show-how-like = Sa ressemblance avec chacun :
show-test = Test : { $right } sur { $all }
show-test-words = justes, sur des images non apprises, mais de la même minute
show-fast = Si vite ? Il savait déjà voir ; seuls les noms sont nouveaux.
show-unequal = Il a bien plus vu « { $more } » que « { $less } » : remontre-lui le second.
show-background = Toujours le même fond ? Il a peut-être appris la table.
show-own-words = Il n’a encore que ses propres mots :
show-waits = Montre-lui deux objets, et il répond ici.
show-waits-one = Encore un objet, et il répond ici.
name-me = moi
name-mine = mon objet
show-explains-1 = Tant qu’un bouton est appuyé, chaque image est gardée avec son code : les nombres qu’en tire la dernière couche, avant de choisir parmi ses propres mots. De chaque objet, il retient la moyenne de ses codes. Une nouvelle image est prise pour l’objet dont la moyenne lui ressemble le plus (cosinus, après avoir ôté le milieu de toutes les moyennes) ; sous la ligne, ce n’est aucun d’eux : la ligne est placée là où passent encore des images laissées de côté. Les dernières de chaque appui sont réservées au test.
show-explains-2 = La carte rapproche les images aux codes semblables. Une grande distance ne dit pas grand-chose, et des images prises l’une après l’autre se ressemblent : elles se retrouvent donc ensemble. Chaque point répand la couleur de ce qu’il répond pour cette image ; là où c’est sombre, il n’y a aucune image. Les points qui se couvriraient sont écartés. La plus récente se place parmi celles qui lui ressemblent le plus. Les petites cartes montrent les mêmes images selon leurs pixels, après trois de ses étapes et selon ce qu’il a appris, chacune tournée comme la précédente ; sous chacune, la ligne est pleine si les cinq plus proches voisines de chaque image montrent le même objet qu’elle.
show-explains-3 = Webster et al., 2020, « Teachable Machine ». Mensink et al., 2013, « Distance-based image classification » : la moyenne de classe la plus proche. Van der Maaten et Hinton, 2008, « Visualizing data using t-SNE ».

### teach: pages "How it learns" and "Why?"

key-learning = porte 7 : apprendre; un pas; à nouveau
learning-play = Lancer
learning-rest = Pause
learning-step = Un pas
learning-again = Recommencer
untaught = Rien à apprendre encore : montre-lui d’abord deux objets.
untaught-teach = Montre un objet
learning-rate = à quelle vitesse
learning-rate-field = taux d’apprentissage
learning-hidden = cellules au milieu
learning-hidden-field = cellules cachées
learning-decay = petits poids
learning-decay-field = weight decay
learning-share = images permises
learning-share-field = part d’entraînement
learning-noise = faux noms
learning-noise-field = bruit d’étiquettes
learning-knob = { $plain } ({ $field })
learning-none = aucune
learning-right = Bonnes réponses
learning-loss = Son erreur (perte)
learning-counts = Celle qui compte : les images qu’il n’a jamais vues
learning-no-test = Rien n’est encore gardé pour un test : montre-lui chaque chose plus longtemps.
learning-shown = montrées
learning-held-back = à part
learning-steps = { $steps ->
    [one] { $steps } pas, un par image qui arrive
   *[other] { $steps } pas, un par image qui arrive
}
learning-pictures = Il apprend de { $learned } images ; { $held } sont mises à part.
learning-pictures-wrong = Il apprend de { $learned } images, dont { $wrong } avec un faux nom ; { $held } sont mises à part.
learning-explains-1 = Le réseau lui-même ne change pas. Ce qui apprend est une petite couche tout au bout, appelée tête : elle reçoit ce que le réseau tire d’une image, son code, et répond par un de tes objets. À chaque image qui arrive, elle regarde encore une fois toutes celles que tu as montrées, et ajuste un peu chaque poids pour que ses réponses soient moins fausses (Adam, sur toutes les images à la fois).
learning-explains-2 = Chaque fois que tu gardes le bouton appuyé, les dernières images sont mises à part : il n’en apprend jamais rien. S’il réussit sur celles qu’on lui a montrées mais pas sur celles-là, il a appris par cœur. Elles sont pourtant de la même minute que les autres : avec une autre lumière ou une autre table, il fera peut-être moins bien.
learning-explains-3 = Ses boutons sont ceux du TensorFlow Playground : Smilkov et Carter, « A neural network playground », 2016, playground.tensorflow.org.
key-why-mine = entraîne-le : pourquoi dit-il ça ?
why-mine-because = Il dit « { $name } » à cause de ce bout.
why-mine-none = Il dit : aucun d’eux. Ce bout-ci parle le plus pour « { $name } ».
why-mine-for = Ce bout parle pour « { $name } ».
why-mine-against = Aucun bout ne parle pour « { $name } ».
why-mine-no-place = Il dit « { $name } ». Ce réseau ne garde pas les positions jusqu’à la fin : impossible de dire quel bout c’était.
why-mine-by-mean = Il compare avec la moyenne de tes images.
why-mine-by-head = { $steps ->
    [one] Par ce qu’il a appris en { $steps } pas à la page d’avant.
   *[other] Par ce qu’il a appris en { $steps } pas à la page d’avant.
}
why-mine-answered = Ce qu’il dit
why-mine-nearest = Tes images les plus proches
why-mine-votes = Les détecteurs qui parlent le plus pour lui
why-mine-touch = Touches-en un : que cherche-t-il ?
why-mine-explains-1 = La dernière couche a une carte pour chacun de ses détecteurs, et de chaque carte, seule la moyenne passe plus loin. On peut donc dire exactement ce que chaque endroit ajoute à la réponse : la valeur de chaque détecteur à cet endroit, multipliée par combien ce détecteur parle pour ton objet. La lueur est cette somme : plus elle est forte, plus c’est clair. Elle est grossière, comme les dernières cartes.
why-mine-explains-2 = Combien un détecteur parle pour ton objet, c’est son poids dans la couche entraînée à la page d’avant. S’il n’y en a pas, ou si elle a des cellules au milieu, c’est de combien il s’allume plus pour cet objet que pour tous en moyenne. On compare les images par ce que le réseau en tire, vu depuis cette moyenne.
why-mine-explains-3 = Zhou, Khosla, Lapedriza, Oliva et Torralba, « Learning deep features for discriminative localization », CVPR 2016.


### teach: page "Untangle it"
key-untangle = porte 7 : démêler deux couleurs de points
key-untangle-play = là : lancer ; avant, après ; recommencer
key-untangle-with = là : points, couches, cellules, vitesse
untangle-ring = anneau et disque
untangle-spirals = deux spirales
untangle-moons = deux lunes
untangle-own = tes deux objets
untangle-weights = poids
untangle-shift = biais
untangle-squash = tanh
untangle-line = droite
untangle-play = Lancer
untangle-rest = Pause
untangle-where = où il en est
untangle-flat = la feuille à plat
untangle-at-weights = couche { $number } : poids
untangle-at-shift = couche { $number } : biais
untangle-at-squash = couche { $number } : tanh
untangle-at-line = la droite
untangle-doing-nothing = La feuille est à plat.
untangle-doing-weights = Poids : tourner et étirer
untangle-doing-shift = Biais : bouger
untangle-doing-squash = Tanh : courber, surtout au loin
untangle-doing-line = Une droite doit suffire
untangle-slanted = 3 cellules : la feuille monte dans l’espace, vue de côté
untangle-layers = couches
untangle-cells = cellules
untangle-speed = vitesse
untangle-speed-1 = très lente
untangle-speed-2 = lente
untangle-speed-3 = moyenne
untangle-speed-4 = rapide
untangle-speed-5 = très rapide
untangle-again = Recommencer
untangle-right = des points sont du côté de leur couleur
untangle-learns = Il apprend : il essaie où étirer, tourner, bouger et courber.
untangle-parted = Une droite les sépare ! Rien n’a été déchiré.
untangle-parted-in-space = Dans l’espace, il a pu soulever une couleur hors de l’autre. Rien n’a été déchiré.
untangle-squeezed = Il a trouvé des trous entre les points de l’anneau : là, la feuille est très étirée, mais pas déchirée.
untangle-cannot = Avec 2 cellules, la feuille reste plate : pour quitter l’anneau, le disque devrait la déchirer. Ajoute une troisième cellule !
untangle-stuck = Aucune droite ne les sépare encore. Recommence, ou ajoute des cellules ou des couches.
untangle-flat-sheet = Ce que cela donne sur la feuille à plat :
untangle-teach-first = Montre-lui d’abord deux objets : leurs images seront les points.
untangle-explains-1 = Chaque point est un endroit d’une feuille. Une couche fait trois choses à la feuille : ses poids la tournent et l’étirent, son biais la déplace, et son activation (tanh) l’écrase pour qu’elle tienne dans une boîte. Rien de cela ne déchire la feuille ni ne la replie sur elle-même. À la fin, le réseau peut tracer une seule droite.
untangle-explains-2 = Il apprend ce que tu vois : chaque fois qu’il a regardé les points, tous les poids et les biais changent un peu, pour que plus de points soient de leur côté. Avec 2 cellules par couche, la feuille reste dans le plan, et personne ne peut sortir le disque de l’anneau sans déchirure. Avec 3 cellules, elle bouge dans l’espace, et là c’est facile. Les couleurs de la feuille sont les réponses du réseau : plus elles sont vives, plus il est sûr.
untangle-explains-3 = L’idée est de Chris Olah (« Neural Networks, Manifolds, and Topology », 2014), et un tel réseau a d’abord vécu dans ConvNetJS, d’Andrej Karpathy. Ici, les poids tournent de leur angle et étirent en même temps (décomposition polaire), pour que la feuille ne se replie jamais en chemin. « Tes deux objets » sont les images que tu as montrées, comme le grand réseau les voit, dans les deux directions où elles diffèrent le plus.
### teach: grow one from nothing
key-grow = porte 7 : un réseau parti de rien
key-grow-play = porte 7 : apprendre ; un pas ; recommencer
key-grow-digit = porte 7 : autre chiffre ; un cadre vide
key-grow-knob = porte 7 : autre vue ; tourner le bouton
grow-draw = Trace un chiffre ici
grow-yours = Le tien
grow-draw-one = Trace un chiffre dans le cadre.
grow-next-digit = Autre chiffre
grow-clear = Effacer
grow-layer = couche { $layer }
grow-first-step = Ce que chacun cherche, et où il le trouve
grow-says-it = Il dit
grow-it-is = C’est un { $digit }
grow-right = Juste
grow-pause = Pause
grow-play = Lancer
grow-one-step = Un pas
grow-again = Recommencer
grow-time = Revoir
grow-after = après { $step } pas
grow-now = maintenant : { $step } pas
grow-view-score = Réussite
grow-view-knobs = Change-le
grow-view-maps = Vois-le trier
grow-never-seen = justes, sur { $count } chiffres qu’il n’a jamais vus
grow-of-learned = { $percent } % de ceux qu’il apprend
grow-how-wrong = Son erreur
grow-steps = { $count ->
    [one] { $count } pas
   *[other] { $count } pas
}
grow-learned = apprend de ceux-ci
grow-held-back = n’a jamais vu ceux-ci
grow-wrong = { $count ->
    [0] Aucune erreur
    [one] { $count } erreur : il dit
   *[other] { $count } erreurs : il dit
}
grow-mapping = Il trie 300 chiffres…
grow-map-soon = …
grow-map-pixels = En pixels
grow-map-step = Après la couche { $step }
grow-map-answers = En réponses
grow-knob-layers = couches
grow-knob-detectors = détecteurs
grow-knob-activation = laisse passer
grow-knob-rate = vitesse
grow-knob-decay = petits poids
grow-knob-noise = faux noms
grow-knob-share = chiffres pris
grow-knob-batch = chiffres par pas
grow-knob-shift = les décale
grow-activation-rectifier = le positif
grow-activation-hard-tanh = jusqu’à un
grow-activation-none = tout
grow-on = oui
grow-off = non
grow-usual = Tout remettre
grow-explains-1 = Ce réseau commence par du bruit : personne ne lui a donné de règle. Chaque fois qu’il a regardé 64 chiffres, chaque poids bouge un peu, pour que la bonne réponse devienne un peu plus probable. Ce que tu vois, ce sont ses poids et ce qui en sort, tels qu’ils sont maintenant.
grow-explains-2 = La couche 1 a 16 détecteurs. Le petit carré de 9 cases est ce qu’un détecteur cherche : le blanc parle pour lui, le noir contre. À côté, tu vois où il le trouve dans le chiffre. La couche 2 regarde ce que la couche 1 a trouvé, et la couche 3 ce qu’a trouvé la couche 2. Les barres sont sa réponse.
grow-explains-3 = Il apprend de 1437 chiffres. 360 autres sont mis à part : ils ne servent qu’à le tester. Là où les deux courbes se séparent, il apprend par cœur. Essaie : peu de chiffres, aucun décalage, ou des faux noms.
grow-explains-4 = « Vois-le trier » rapproche les chiffres qu’il trouve semblables (t-SNE, van der Maaten et Hinton 2008), en pixels et après chaque couche. Ce que tu dessines est réduit comme les autres l’ont été : on compte l’encre sur 8 cases par 8.
grow-explains-5 = Les chiffres viennent de « Optical Recognition of Handwritten Digits », de l’UCI (Alpaydin et Kaynak 1998, CC BY 4.0). D’après le Playground de Smilkov et Carter, Zeiler et Fergus (2013), qui ont regardé grandir les détecteurs, ConvNetJS de Karpathy, et « Visualizing MNIST » d’Olah. Il apprend avec Adam (Kingma et Ba 2014).

### teach: heads in files

head-written = ce qu’on lui a appris (ce fichier se souvient de toi)
head-too-few = Montre-lui d’abord deux objets : il y aura alors quelque chose à écrire.
head-foreign = La tête du fichier a été entraînée sur { $network } : elle ne peut pas répondre ici. Montre-lui de nouveau tes objets, ou reviens à ce réseau.

### dreams: the room

tab-dreams = En direct
tab-deep = Rêve profond
tab-noise = Né du bruit
tab-known = Ce qu’il retient
key-dreams = porte 6 : le rêve en direct
key-deep = porte 6 : rêve profond ; tomber dedans
key-noise = un mot né du bruit
key-known = ce qu’une étape sait encore
dream-teach-first = Apprends-lui d’abord un objet, porte 7.

### dreams: the live page

dream-title = À quoi rêve-t-il ?
dream-says = Il ajoute à ton image ce qu’il y trouve, encore et encore.
dream-invites = Bouge la main : ce qu’il trouve pousse dessus.
dream-invites-still = Prends une autre étape : elle trouve autre chose.
key-dream-strength = porte 6 : moins fort, plus fort
key-dream-again = porte 6 : recommencer ; autre image
key-dream-of-this = porte 3 : rêver de ce détecteur
key-dream-of-thing = porte 7 : rêver de l’objet 1, 2, 3, 4
dream-your-camera = Ta caméra
dream-your-picture = Ton image
dream-in-its = Dans son rêve
dream-which = Quelle étape rêve ? Touches-en une.
dream-step = étape { $step }
dream-step-of = étape { $step } sur { $steps }
dream-detector = détecteur { $number }
dream-detector-of-step = détecteur { $number } de l’étape { $step }
dream-how-strongly = À quel point ?
dream-strength = { $at ->
    [0] à peine
    [1] un peu
    [2] doucement
    [3] nettement
    [4] fort
    [5] très fort
   *[other] à fond
 }
dream-go-on = Reprendre
dream-again = Recommencer
dream-lost = C’était trop rapide : il recommence.
dream-of-this = Rêver de celui-ci
dream-of-it = En rêver
dream-explains-1 = L’image le traverse jusqu’à une étape. Puis on change un peu chaque pixel, pour renforcer ce que cette étape a trouvé : là où elle a cru voir un bout d’œil, il y a un peu plus d’œil. On le fait quelques fois pour chaque image de la caméra. Ce qui a été ajouté avant suit ce qui bouge, et s’ajoute de nouveau, un peu plus pâle : ainsi le rêve pousse, et il te suit.
dream-explains-2 = Une étape du début rêve de traits, une étape de la fin, de bouts d’animaux : il a appris avec des photos qui montrent souvent des animaux. On ne peint que ce qu’il a trouvé, sans recopier aucune autre image. La réponse à droite est la sienne, devant l’image rêvée. La luminosité moyenne reste fixe, pour que rien ne clignote.
dream-explains-3 = Pour une étape, on fait monter la moyenne des carrés de ses activations (montée de gradient) ; pour un détecteur ou un mot, sa propre valeur ; pour un objet que tu lui as appris, le cosinus entre le code de l’image et la moyenne de cet objet. Le détail, c’est-à-dire le rêve moins la caméra, est déplacé par corrélation de phase. Mordvintsev, Olah et Tyka, « Inceptionism: going deeper into neural networks », 2015.

### dreams: one picture, deep

deep-title = À quoi rêve-t-il ?
deep-says = Il rêve plus longtemps sur une image, d’abord en gros, puis en détail.
deep-invites = Plonge dedans, ou prends une nouvelle image.
deep-done = Terminé.
deep-your-picture = Ton image
deep-new = Nouvelle image
deep-zoom = Tomber dedans
deep-forming = Il rêve encore : { $steps } sur { $of }.
deep-falling = Tu tombes dans son rêve. Il est sans fin.
deep-explains-1 = On fige une image, on la réduit, et il rêve dessus pendant quelques pas. Puis on l’agrandit en gardant ce qui a été ajouté, et il continue d’y rêver, jusqu’à la taille entière (octaves) : il y a donc de grandes choses et de petites. Avant chaque pas, l’image est un peu décalée (jitter), et ce qui change en gros compte autant que ce qui change en détail (pyramide laplacienne), pour qu’aucune grille ne se voie.
deep-explains-2 = « Tomber dedans » agrandit un peu le rêve, le fait rêver encore dessus, et ainsi de suite. Au bout de quelques secondes, il ne reste rien de ton image : tout ce que tu vois, il l’a trouvé dans ce qu’il avait fait lui-même.
deep-explains-3 = Mordvintsev, Olah et Tyka, « Inceptionism: going deeper into neural networks », 2015 ; la recette avec octaves et jitter est celle de leur notebook DeepDream.

### dreams: out of noise

noise-title = Né du bruit : touche un mot
noise-says = Rien qu’avec du bruit, il peint à quoi ce mot ressemble pour lui.
noise-explains-1 = Au début, il n’y a que du bruit. Puis on change un peu chaque pixel, 150 fois, pour que le mot que tu as touché devienne plus probable : ce qui apparaît est ce que le réseau prend pour ce mot, et non une photo. Chaque fois, il voit une autre partie de l’image, plus grande ou plus petite et un peu tournée ; sinon, du simple bruit lui suffirait.
noise-explains-2 = Les pourcentages sont ce que le réseau répond à l’image entière. Un autre réseau en sera peut-être moins sûr : ce que l’un a appris n’est pas tout ce qui fait une chose. Huit mots ont été essayés avec deux autres réseaux : tous deux ont reconnu sept des images, et aucun n’a reconnu le bus scolaire.
noise-explains-3 = C’est la maximisation d’activation (Erhan et al., 2009), avec des coefficients de Fourier et des vues au hasard, comme dans « Feature visualization » (Olah, Mordvintsev et Schubert, 2017). Les petites images ont été faites de la même façon, à l’avance.
noise-word-monarch = papillon monarque
noise-word-pirate = bateau pirate
noise-other = Autre bruit
noise-any-word = Autre mot
noise-way = Sa certitude pour « { $name } », en chemin :
noise-no-words = Ce réseau n’a pas de mots.

### dreams: what a step still knows

known-title = Que sait encore une étape de ton image ?
known-says = Chaque copie naît de ce que trouve une étape, et de rien d’autre.
known-explains-1 = Une copie commence par du bruit. On change ses pixels jusqu’à ce que l’étape y trouve ce qu’elle trouve dans ton image. En chemin, on ne regarde jamais l’original lui-même.
known-explains-2 = Les premières étapes connaissent encore presque chaque pixel. Les dernières trouvent presque la même chose dans les deux images, alors que tu les vois différentes : bien des images iraient. Ce qui manque dans une copie n’a pas pu être reconstruit ; cela ne veut pas dire que l’étape l’a perdu.
known-explains-3 = « 95 % pareil » veut dire que le carré de l’écart entre les valeurs de l’étape est un vingtième de leurs propres carrés. La méthode est celle de Mahendran et Vedaldi (« Understanding deep image representations by inverting them », 2015) ; ce que l’on change, ce sont les coefficients de la transformée de Fourier de l’image.
known-no-layer = Aucune étape de ce réseau ne garde d’image.
known-after = après l’étape { $step }
known-says-it = il dit : { $name } { $percent }
known-forming = en cours…
known-fits = l’étape { $step } trouve { $percent } % pareil
known-fits-short = { $percent } % pareil
known-truth = La dernière étape trouve presque la même chose dans les deux, alors que tu vois la différence.
known-touch = Touche une copie : elle s’agrandit.
known-new = Nouvelle image

### jobs

needs-whole-network = Cela se cherche avec le réseau entier : rallume tout.
