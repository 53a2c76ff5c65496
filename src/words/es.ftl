# Every word on the screen, in Spanish. The format is Project Fluent's: projectfluent.org/fluent/guide.
#
# A message is a line, however long: a line break in the table is one on the screen.
# The network is "la red" or has no subject, a small square of its map is a "detector", a layer a "paso".
# Numbers come as they are shown; a count can choose between forms.

## The bar of doors

door-see = ¿Qué ve?
door-see-short = Ver
door-inside = Mira dentro
door-inside-short = Dentro
door-looks-for = ¿Qué está buscando?
door-looks-for-short = Busca
door-hide = Tapa una parte
door-hide-short = Tapar
door-changes = ¿Por qué cambió de idea?
door-changes-short = Cambia
door-dreams = ¿Qué sueña?
door-dreams-short = Sueña
door-teach = Enséñale
door-teach-short = Enseñar
door-play = ¡A jugar!
door-play-short = Jugar

## The last line

promise = Nada sale de esta máquina. Cuando se apaga, ya te ha olvidado.
foot-untrained = Pesos inventados, sin entrenar: mira cómo fluyen los números, pero lo que responde no significa nada.
foot-recording = Grabando, { $time }: el archivo te recuerda.
foot-loading = cargando { $name }…
foot-device = { $name } en { $device }
foot-assumed = { $name }, entrada supuesta

## The picture

picture-title = Mirando
picture-waiting = esperando la primera imagen…
picture-now = ahora
# What people have about them, and the network's class for each.
things-to-hold-up = una taza: coffee mug, un plátano: banana, un teclado: computer keyboard, unas gafas de sol: sunglasses, un reloj: digital watch
show-me = Muéstrame { $things }
picture-held = pausa
picture-last = Esta es la última imagen.
picture-last-short = La última imagen.
picture-sees-square = ve este cuadrado
picture-sees-part = ve esta parte
picture-sees-all = la ve entera
pace-still = Una foto: no se mueve.
pace-still-short = Una foto fija.
pace-all = Le da tiempo a ver las { $all } imágenes por segundo.
pace-short = Mira { $shown } de { $all } por segundo.
pace-some = Mira { $shown } de { $all } imágenes por segundo.
button-freeze = Pausa
button-go-on = Seguir
button-photos = Fotos
button-camera = Cámara
button-next-photo = Otra foto

## One detector, close up

close-up-title = Un detector, de cerca
close-up-short = Un detector
close-up-drives = ¿Qué activa { $name }?
close-up-step = en el paso { $step }
close-up-moment = un momento…
close-up-off = Está quitado.
close-up-silent = En esta imagen no encuentra nada.
close-up-whole = Responde por toda la imagen a la vez.
close-up-lights = Se enciende aquí.
close-up-inside = Mirar dentro

## The key to the squares

legend-nothing = nada
legend-found = ¡lo encontró!
legend-patterns = Cada cuadro muestra la imagen que le gustaría a su detector. Las de los primeros pasos se van creando a partir de ruido, una tras otra; un cuadro está vacío hasta que se conoce su imagen.
legend-patterns-short = Lo que le gustaría a cada detector; vacío: aún no se sabe.
legend-late = Los últimos cuadros ven más imagen a la vez: por eso son menos finos.
legend-late-short = Los últimos ven más: son menos finos.
legend-signed-short = Por debajo de cero: gris.

## The wall

wall-title = Busca, paso a paso
wall-touch-short = toca uno
wall-touch = toca un cuadro
wall-untrained = sin entrenar
wall-everything = de bordes a cosas
step = paso { $step }
depth-edges = bordes
depth-outlines = contornos
depth-textures = texturas
depth-shapes = formas
depth-parts = partes
depth-things = cosas

## What a finger can change in a room

tab-rub-out = Borra una parte
tab-every-place = Cada lugar
tab-removal = Quítale detectores
tab-last-change = El último cambio
tab-how-little = Cuánto hace falta
tab-last-minute = El último minuto
tab-chair-test = La silla
tab-two-networks = Dos redes
flip-earlier = Anterior
flip-later = Siguiente
occlusion-square = Cuadrado
occlusion-stride = Saltos
occlusion-pixels = { $pixels } píxeles
occlusion-answer-again = Volver a su respuesta


## The help: its headings, and what each key does

group-move = Moverse
group-picture = La imagen
group-show = Cómo se dibuja
group-ask = Qué activa un detector
group-test = ¿Por qué cambia de idea?
group-program = DeepVis

key-move = mover la selección (Shift: a saltos)
key-closer = más cerca: paso, detector, sus píxeles
key-back = atrás
key-layers = capa anterior, siguiente
key-pages = dentro: cuadros anteriores, siguientes
key-all-layers = dentro: todas las capas del paso
key-zoom = un detector: en su paso, grande, píxeles
key-find = buscar capa, detector o palabra
key-name = dar nombre a un detector
key-freeze = poner la imagen en pausa, seguir
key-pictures = imagen anterior, siguiente; 10 s en clips
key-source = cámara o archivos; sacudir una foto
key-camera = la siguiente cámara
key-mirror = ver la cámara en espejo
key-power-line = cámara: contra lámparas que parpadean
key-hold = cámara: fijar foco, exposición, colores
key-low-light = cámara: si puede ir lenta a oscuras
key-camera-zoom = cámara: zoom
key-rotate = cámara: girar su imagen
key-every-channel = todos los detectores; lo que les gusta
key-language = English, Deutsch, Français; letra grande
key-gamma = gamma: cuánto brilla lo débil
key-network = la siguiente red
key-boost = cada detector en su propia escala
key-colors = colores; el mapa sobre la imagen
key-statistics = estadísticas
key-full-screen = pantalla completa
key-method = píxeles: no, gradiente … Grad-CAM
key-filter = dibujo en bruto, gris, norma, borroso
key-signals = en una capa: activaciones o señales
key-guesses = preguntar por su 1.ª palabra, por la 2.ª
key-pin = seguir preguntando por esto, o por nada
key-peak = preguntar solo por su anillo
key-beside = dejar este detector junto al próximo
key-switch-unit = quitar este detector, o toda su capa
key-save = guardar una imagen de la pantalla
key-export = exportar mapas y píxeles a un archivo
key-record = grabar lo que se ve, parar
key-help = qué puedes hacer; mantener: quien presenta
key-door = por una puerta de la barra
key-wrong = se equivoca: ¿y qué palabra es?
key-explain = explicar la pantalla; olvidarme
key-quit = salir (quiosco: mantener dos segundos)
key-two-networks = dos redes, una imagen; otra red
key-clock = cuándo cambió de idea: último minuto
key-rub-out = borrar una parte; empezar de nuevo
key-hide-one = tapar el cuadrado que más necesita
key-removal = quitarle detectores; otra vez
key-occlusion = tapar cada lugar; pistas por píxel
key-square = goma o cuadrado: más pequeño, más grande
key-stride = sus saltos: más cortos, más largos
key-flips = ver el cambio anterior, el siguiente
key-chair = la silla: muévete y mira; otra vez
key-how-little = cuánto hace falta: mover, girar, zoom

## The answer, and numbers in words

class-unknown = desconocida
percent = { $of } %
percent-below-one = < 1 %
times =
    { $count ->
        [0] ninguna vez
        [1] una vez
        [2] dos veces
       *[other] { $count } veces
    }
delay = { $seconds } s
delay-part = 1/{ $part } s

## A detector, and which pixels drive it

detector = n.º { $number }
detector-of-step = un detector del paso { $step }
the-answer = la respuesta
one-moment = un momento…
method-gradient = gradiente
method-guided = retropropagación guiada
method-deconvnet = deconvnet
method-grad-cam = Grad-CAM
pixels-not-asked = No se le preguntó qué píxeles influyen.
pixels-ask = { $key }: ¿qué píxeles influyen?
pixels-read = { $method }: { $aid }
pixels-heat = lo que brilla habla a su favor
pixels-raw = lo gris no cuenta
pixels-gray = lo claro suma, lo oscuro resta
pixels-norm = lo que brilla cuenta

## The statistics of a layer

statistics-title = Estadísticas
statistics-open = Abre una capa: aquí verás sus números.
statistics-open-with = Abre una capa con { $key }: aquí verás sus números.
statistics-of-signals = { $layer } (señales)
statistics-zeros = el { $percent } % de sus valores es cero
statistics-silent =
    { $frames ->
        [one] { $silent } de { $all } canales callados en la última imagen
       *[other] { $silent } de { $all } canales callados en las últimas { $frames } imágenes
    }
statistics-most = { $value } y más
statistics-axis = cuántas veces (log)

## Under the pointer, and what a search finds

tooltip-flip = { $from } → { $to } · haz clic para verlo
tooltip-step = paso { $step }: toca para mirar dentro
tooltip-square-here = { $which } · aquí { $value }
find-title = Buscar
find-what = Escribe el nombre de una capa, el número de un detector o una de las palabras que conoce.
find-nothing = nada se llama así
find-layer = capa del paso { $step }, { $kind }
find-detector = de { $count } en { $layer }
find-class = clase
find-named = { $number }, paso { $step }
named-of-step = “{ $name }”, un detector del paso { $step }
unit-named = “{ $name }”, n.º { $number } de { $count }
close-up-named = “{ $name }”
name-title = ¿Cómo lo llamarías?
name-says = Toca una palabra, o escribe un nombre y pulsa Enter. Se queda hasta que te vayas.
name-thing = cosa { $number }
name-it = Ponerle nombre
name-another = Otro nombre

## The rooms: heading, what is to be seen, and what i explains

rub-title = Tapa una parte
rub-says = Borra con el dedo y mira la respuesta.
rub-hide-one = Tapa una por mí
rub-hide-one-soon = Un momento…
rub-wipe = Limpiar
rub-live = Seguir en vivo
rub-held = En pausa mientras borras
rub-photo = Una foto: borra en ella
rub-is-live = En vivo: al borrar se queda en pausa
rub-grey = gris: la red no lo ve
rub-task = Tapa lo menos que puedas, hasta que ya no diga “{ $name }”.
rub-hid = Tapaste el { $percent } %
rub-changed = ¡Ya no dice “{ $name }”!
rub-same = Sigue diciendo “{ $name }”.
rub-surer = Ahora está aún más segura de que es “{ $name }”.
rub-less-sure = Sigue diciendo “{ $name }”, pero menos segura.
rub-explains-1 = Lo que borras se vuelve gris, el color medio de las imágenes con las que aprendió la red, y ella responde de nuevo al instante.
rub-explains-2 = Donde la respuesta cambia mucho, le hacía falta lo que tapaste.
rub-explains-3 = Según Zeiler y Fergus, Visualizing and Understanding Convolutional Networks (2014).
removal-title = Quítale detectores
removal-says = Uno tras otro, siempre el que más falta le hace. ¿Cuándo olvida?
removal-explains-1 = Un detector quitado ya no encuentra nada en ningún lugar de la imagen. Cada vez se prueban de verdad los ocho que más parecen importar (gradiente por activación, sumado sobre el mapa), y se va aquel sin el cual la respuesta es menos probable. Sigue quitado mientras se busca el siguiente. En otro orden quizá basten menos.
removal-explains-2 = Al lado, otros tantos detectores del mismo paso elegidos al azar, diez veces: la línea es la media de las diez, la banda va de la menor a la mayor. Cada cuadro muestra lo que su detector encontró en esa imagen, lo más fuerte es lo que más brilla; al tocarlo, o con las flechas y Enter, ese detector vuelve.
removal-explains-3 = Orden según Molchanov y otros, Pruning Convolutional Neural Networks (2017); compara con Morcos y otros, On the Importance of Single Directions for Generalization (2018).
contrast-why = ¿Por qué { $class }?
contrast-why-not = ¿Por qué { $class } y no { $rival }?
contrast-why-before = Antes de borrar: ¿por qué { $class }?
contrast-why-not-before = Antes de borrar: ¿por qué { $class } y no { $rival }?
contrast-others = Comparar con…
contrast-any = las demás
contrast-by-pixel = Píxel a píxel
contrast-most = cuenta más
contrast-changes-most = la cambia más
contrast-nothing = nada
contrast-for = por { $class }
contrast-lighter = más claro: { $class }
worst-title = El cuadrado que más cuenta
worst-how-sure = Al taparlo, lo segura que está de { $class }:
worst-still = Sigue respondiendo { $class }.
worst-answers = Y responde { $class }.
worst-times = Respondió { $class } en { $count } de { $all } lugares.
worst-tried = { $done } de { $all } lugares probados ya
worst-of-this-size = Así es con cuadrados de este tamaño.
counts-title = Tapa una parte: ¿cuál necesita?
counts-says = Un cuadrado gris tapa una parte tras otra. Donde cambia el color, necesitaba lo que estaba tapado.
counts-explains-1 = Un cuadrado gris tapa una parte de la imagen tras otra, y cada vez la red responde de nuevo. Donde la respuesta es menos segura, necesita lo tapado; donde da otra, los colores dicen cuál.
counts-explains-2 = La tercera imagen hace lo mismo con un detector de los últimos pasos, el que más encontró; la cuarta muestra qué píxeles hablan a favor de ese detector.
counts-explains-3 = Según Zeiler y Fergus, Visualizing and Understanding Convolutional Networks (2014), figura 7.

flip-title = ¿Por qué cambió de idea?
flip-says = Dos imágenes, una justo después de la otra, y dos respuestas.
flip-explains-1 = Dos imágenes separadas por un parpadeo, y lo que cambió entre ellas. Se miden el movimiento, el tamaño, el giro y la luz que mejor convierten una en la otra (correlación de fase o “phase correlation”, Kuglin y Hines 1975; después mínimos cuadrados o “least squares”, Lucas y Kanade 1981), y la parte que nada de eso explica. Solo se nombra lo que explica al menos una décima parte de la diferencia. Los píxeles son los que ve la red.
flip-explains-2 = Las barras dicen cuánto cambió cada paso, lugar por lugar, desde los píxeles a la izquierda hasta la respuesta a la derecha.
flip-explains-3 = Dos respuestas casi iguales cambian de puesto por nada; pero redes como esta también cambian de respuesta por un movimiento de un píxel (Azulay y Weiss, Why do deep convolutional networks generalize so poorly to small image transformations?, 2019).

how-little-title = ¿Cuánto hace falta?
how-little-says = La misma imagen, cada vez un poco más cambiada, hasta que responde otra cosa.
how-little-explains-1 = La imagen se mueve, se agranda y se reduce, se gira y se ilumina, cada vez un poco más, y la red responde de nuevo. La línea dice lo segura que sigue de su primera respuesta; donde el gráfico está sombreado, responde otra cosa. Después se busca con más detalle el cambio más pequeño de cada tipo que lo consigue.
how-little-explains-2 = También se miran el primer paso y el último: cuánto se han alejado de la imagen en reposo (Zeiler y Fergus, Visualizing and Understanding Convolutional Networks, 2014, figura 5).
how-little-explains-3 = Arriba, cada píxel se aclara o se oscurece tan poco que no puedes verlo, siempre en la dirección que más daña la respuesta (Goodfellow et al., Explaining and Harnessing Adversarial Examples, 2015).

chair-title = Siéntate y muévete cinco segundos
chair-says = ¿Puedes hacer que cambie de idea? ¿Y cuáles de sus pasos cambian?
chair-explains-1 = Cada barra dice cuánto cambia un paso de una imagen a la siguiente, en porcentaje de lo que había antes; los números de arriba son las medias de los primeros pasos y de los últimos. A la izquierda, el valor más fuerte de cada detector, esté donde esté en la imagen; a la derecha, todos sus valores, lugar por lugar.
chair-explains-2 = Un borde que se mueve un poco se vuelve a encontrar: a la izquierda no cambió nada, a la derecha mucho. Así que mira primero a la izquierda: ¿se quedan tranquilos los primeros pasos mientras los últimos saltan? Deciden los números, para esta red y para tu forma de moverte.
chair-explains-3 = Yosinski et al. (2015) vieron que las respuestas saltaban con pequeños cambios de la imagen mientras las primeras capas seguían tranquilas: aquí se mide.

clock-title = ¿Cuándo cambia de idea?
clock-says = La aguja da una vuelta por minuto. Cada raya es un cambio de idea; las viejas se borran. Haz clic en un punto: sus dos imágenes siguen aquí.
clock-explains-1 = Cada raya de la esfera es un momento en que la mejor apuesta de la red pasó a ser otra. La aguja es el ahora: borra lo que pasó hace un minuto.
clock-explains-2 = No te muevas, y mira si las rayas paran: a veces basta el ruido de la cámara. Después muévete despacio. Varias rayas juntas, entre las mismas dos clases, son dos apuestas casi iguales.
clock-explains-3 = Azulay y Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).

patterns = Lo que les gusta

likes-title = ¿Qué está buscando?
likes-says = Un detector pequeño, del paso { $step }.
likes-says-class = Una de las { $count } palabras que conoce: { $name }.
likes-explains-1 = Un detector es una pequeña parte de la red que aprendió sola qué buscar: nadie se lo dijo. Así que se le pregunta: se le muestran imágenes, y se mira cuál lo enciende; se cambia una imagen, y se mira qué le gusta más.
likes-explains-2 = La imagen que le gustaría empieza siendo ruido. Todos sus valores se cambian un poco en la dirección que hace responder más al detector, una y otra vez (ascenso por gradiente, gradient ascent, sobre la imagen). Solo los cambios suaves, los pequeños desplazamientos y los giros hacen que siga siendo una imagen. No se añade nada más: no se usa ninguna foto.
likes-explains-3 = A qué ayuda se mide así: las mismas imágenes otra vez, con este detector fijo en cero.
likes-explains-4 = Yosinski et al., 2015, “Understanding neural networks through deep visualization”; Zeiler y Fergus, 2014, “Visualizing and understanding convolutional networks”; Olah et al., 2017, “Feature visualization”.
likes-now = Ahora: se enciende aquí
likes-now-nothing = Ahora: aquí no hay nada para él
likes-now-class = Ahora: lo segura que está
likes-sure = segura de que es: { $name }
likes-strongest = donde más se enciende, en una escala de 0 a { $most }
likes-nothing = Muéstrale otra cosa: aquí no encuentra nada.
likes-away = Está quitado: ahora no dice nada.
likes-wish = La imagen que le gustaría
likes-wish-least = La imagen que menos le gustaría
likes-wish-class = Qué hace falta para “{ $name }”
likes-wish-class-least = Lo que menos es “{ $name }”
likes-forming =
    Ruido, cambiado en { $steps } de { $of } retoques, cada uno { $goal ->
        [least] para que se encienda menos
        [word] para que esté más segura de esta palabra
        [least-word] para que esté menos segura de esta palabra
       *[most] para que se encienda más
    }. No se usó ninguna foto.
likes-made =
    Ruido, cambiado en { $of } retoques, cada uno { $goal ->
        [least] para que se encienda menos
        [word] para que esté más segura de esta palabra
        [least-word] para que esté menos segura de esta palabra
       *[most] para que se encienda más
    }. No se usó ninguna foto.
likes-rose =
    { $what ->
        [word] La palabra subió de { $start } a { $now } puntos.
       *[detector] En promedio subió de { $start } a { $now }.
    }
likes-fell =
    { $what ->
        [word] La palabra bajó de { $start } a { $now } puntos.
       *[detector] En promedio bajó de { $start } a { $now }.
    }
likes-dead = Ningún pequeño cambio de este ruido llega al detector: sigue apagado, y no se le puede hacer ninguna imagen.
likes-still = Apenas responde, se cambie lo que se cambie: desde el ruido no hay camino a lo que le gusta.
likes-another = Otra más
likes-least = Lo que menos le gusta
likes-most = Lo que más le gusta
likes-favourites = Sus nueve favoritas
likes-favourites-so-far = Sus favoritas por ahora
likes-not-kept = Solo se guardan favoritas de los detectores del mural y de las palabras.
likes-none-yet = Ninguna imagen lo ha encendido aún.
likes-chosen-from = Las más fuertes de { $pictures } imágenes vistas aquí.
likes-too-few =
    { $pictures ->
        [one] De una imagen: aún son pocas. Explora una carpeta para tener más.
       *[other] De { $pictures } imágenes: aún son pocas. Explora una carpeta para tener más.
    }
likes-from-folder = Las más fuertes de { $pictures } fotos de una carpeta.
likes-called = De las nueve llamó “{ $name }” a { $count }.
likes-of-here = Las vistas aquí
likes-of-folder = Las de una carpeta
likes-forget = Olvídame
likes-promise = Solo en la memoria: al apagar, todo se olvida.
likes-promise-kiosk = Solo en la memoria: al acabar la visita, todo se olvida.
likes-projected = A qué parte de cada imagen respondió; gris es nada.
likes-no-switches = A qué parte de cada una respondió. Pero esta red no guarda los lugares (no tiene max pooling): aquí dice poco.
likes-ask-other = ¿Y { $network }?
likes-other = Lo que ve { $network } en la favorita más fuerte: a la izquierda, lo que vio el detector más fuerte de su paso { $step } de { $all }; a la derecha, qué píxeles lo activaron. Esa red sí guarda los lugares.
likes-pixels = ¿Dónde exactamente?
likes-pictures = Las imágenes
likes-helps = Ayuda a estas palabras
likes-helps-says = Quítalo, y cada una pierde:
likes-helps-none =
    { $pictures ->
        [one] Muy poco para saberlo: en esta imagen, sin este detector, las respuestas casi no cambian.
       *[other] Muy poco para saberlo: en las últimas { $pictures } imágenes, sin este detector, las respuestas casi no cambian.
    }
likes-helps-little =
    { $pictures ->
        [one] Un detector solo ayuda apenas un poco. Visto en una imagen.
       *[other] Un detector solo ayuda apenas un poco. Visto en { $pictures } imágenes.
    }
likes-helps-much =
    { $pictures ->
        [one] Para una palabra cuenta mucho. Visto en una imagen.
       *[other] Para una palabra cuenta mucho. Visto en { $pictures } imágenes.
    }
likes-weights = Por sus pesos, habla sobre todo a favor de { $first }, { $second } y { $third }.
likes-take-away = Quitar este detector
likes-meanwhile = Mientras tanto responde
likes-answers = Lo que responde ahora
likes-others = Otros detectores del paso { $step }
likes-which = { $first } a { $last } de { $count }, primero los más vivos
likes-guesses = Otras palabras en las que piensa
likes-words = Palabras
recipes-says = Paso { $step }: cuatro recetas de 2015 para saber qué le gusta.
recipes-says-class = “{ $name }”, con cuatro recetas de 2015.
recipe-waits = espera su turno…
recipe-decay = Todo se atenúa
recipe-decay-says = En cada retoque, todo se atenúa un poco (decaimiento L2).
recipe-blur = Desenfoque
recipe-blur-says = En cada retoque se desenfoca un poco (filtro gaussiano).
recipe-clip-norm = Fuera los débiles
recipe-clip-norm-says = Los píxeles casi grises se vuelven grises (recorte por norma).
recipe-clip-contribution = Fuera los inútiles
recipe-clip-contribution-says = Los píxeles que ayudan poco se vuelven grises (recorte por contribución).
recipe-steps = { $steps } de { $of } retoques
key-likes = qué busca; recetas; buscar un detector
key-stimulus = puerta 3: otra imagen; lo que menos le gusta
key-projections = puerta 3: píxeles; vistas aquí; otra red
tab-likes = Un detector
tab-recipes = Cuatro recetas
tab-search = Busca un detector
key-with = puerta 3: mantener si lo ve; si no lo ve
likes-says-named = “{ $name }”, un detector pequeño del paso { $step }.
search-says = Muéstrale una cosa: ¿qué detector la nota?
search-with = Con la cosa
search-without = Sin la cosa
search-hold = mantén { $seconds } s
search-so-far = { $seconds } s, { $pictures ->
        [one] una imagen
       *[other] { $pictures } imágenes
    }
search-title-first = 1. Muéstrale algo
search-first = Pon una cosa ante la cámara: una taza, un gorro, tu mano. Mantén pulsado “Con la cosa” tres segundos y muévela un poco.
search-first-after = Ahora muestra la cosa y mantén pulsado “Con la cosa” tres segundos.
search-title-second = 2. Quítala
search-second = Aparta la cosa y mantén pulsado “Sin la cosa” tres segundos. Lo demás queda como estaba.
search-title-with = Con la cosa…
search-records-with = Está observando todos los detectores. Mueve la cosa un poco.
search-title-without = Sin la cosa…
search-records-without = Está observando todos los detectores. Que no se vea la cosa.
search-title-held = La imagen está en pausa
search-held = No llega nada nuevo. Primero deja que la imagen siga.
search-title-ranks = Comparando…
search-title-few = Muy pocas imágenes
search-few = Casi nada se movió. Usa la cámara, o deja que la imagen siga, y repite las dos cosas.
search-title-none = Ninguno
search-none = Ninguno de sus { $count } detectores distingue si la cosa está. ¿Quizá una cosa más grande, o más cerca de la cámara?
search-title-found = { $detectors ->
        [one] Este distingue si está
       *[other] Estos distinguen si está
    }
search-found = De { $count } detectores. Se eligieron con la mitad de las imágenes, una sí y una no, y se probaron con las otras:
search-title-nothing = Ahora no
search-step = paso { $step }
search-lit-now = encendido
search-dark-now = apagado
search-lit-with = con la cosa: encendido en { $lit } de { $of }
search-lit-without = sin ella: encendido en { $lit } de { $of }
search-touch = Toca uno: ¿qué está buscando? Allí puedes darle un nombre, que se queda en el mural hasta que te vayas.
search-hand = Nadie le dijo qué cosas hay que encontrar: cada detector encontró la suya.
search-explains-1 = Mientras se mantiene un botón, se anota el valor más fuerte de cada detector de cada paso, imagen por imagen. Después se ordenan los detectores según cuánto se separan sus medias con la cosa y sin ella, comparado con cuánto varían mientras tanto.
search-explains-2 = Entre miles, siempre hay algún detector que cambia de un momento a otro. Por eso solo una de cada dos imágenes sirve para ordenarlos, y las demás juzgan: un detector está encendido si supera el punto medio entre sus dos medias. Debe acertar en nueve de cada diez imágenes de ambos tipos. Y la mayor diferencia debe ser al menos una vez y media la que sale al repartir al azar tramos de medio segundo entre “con” y “sin” (como mucho una vez de cada veinte); si no, dice “Ninguno”.
search-explains-3 = Yosinski et al., 2015, “Understanding neural networks through deep visualization”, encontraron detectores de caras y de texto poniendo cosas ante una cámara. Westfall y Young, 1993, “Resampling-based multiple testing”.

minds-title = Dos redes, una imagen: ¿coinciden?
minds-says = Las dos reciben la misma imagen. Cada una responde con lo que aprendió.
minds-explains-1 = Dos redes miran la misma imagen en el mismo momento. Cada una aprendió por su cuenta: los números que llevan dentro, y a menudo cuántos pasos tienen, no tienen nada en común. Si responden igual, no es porque se copien.
minds-explains-2 = Se cuenta en cuántas imágenes tienen las dos la misma palabra desde que se abrió esta página; y, en esas mismas imágenes, cuántas veces cambia de idea cada una. Donde no hay nada que ver no se cuenta nada, y una escena nueva no es un cambio de idea. Una red lenta se salta imágenes. Busca algo en lo que una esté segura y la otra no: no decide solo la imagen.
minds-explains-3 = Geirhos, Meding y Wichmann, Beyond accuracy: quantifying trial-by-trial behaviour of CNNs and humans by measuring error consistency (2020): las redes de distinto tipo coinciden más entre sí, errores incluidos, que con las personas.

## What the rooms draw

this-picture = esta imagen
this-picture-just-now = esta imagen, ahora mismo
this-picture-ago = esta imagen, hace { $seconds } s

clock-still = esta imagen no se mueve
clock-minute = en el último minuto
clock-camera = Ante una cámara: muévete un poco y mira.
clock-none = Muestra algo y gíralo despacio.
clock-pairs = Sobre todo entre

minds-another = Otra red
amount-of-numbers = { $millions } millones de
minds-size = { $amount } números aprendidos, de { $year }
minds-size-own = { $amount } números tuyos
minds-size-untrained = { $amount } números inventados
minds-loading = Un momento: se está cargando…
minds-alone = Solo una red tiene sus pesos en esta máquina. “deepvis networks” dice cómo traer otra: estará aquí en el próximo arranque.
minds-agree = Coinciden
minds-differ = No coinciden
minds-share =
    { $pictures ->
        [one] Coincidieron en el { $percent } % de una imagen
       *[other] Coincidieron en el { $percent } % de { $pictures } imágenes
    }
minds-still = Esta imagen no se mueve.
minds-means-nothing = Sus números son inventados: aquí coincidir no significa nada.
minds-recent = arriba: coincidían, abajo: no
minds-changed = cambió de idea
minds-changed-times =
    { $rate ->
        [0] menos de una vez por minuto
        [1] una vez por minuto
        [2] dos veces por minuto
       *[other] { $rate } veces por minuto
    }
minds-changed-never = ninguna vez
minds-changed-so-far = { $times } por ahora

counts-sure = Lo segura que está de { $class }
counts-sure-short = Su certeza
counts-sure-read = marca blanca: { $share } sin tapar nada
counts-sure-read-short = marca blanca: nada tapado
counts-answer = Qué responde entonces
counts-answer-short = Su respuesta
counts-answer-read = mira los nombres de la derecha
counts-answer-read-short = nombres a la derecha
counts-finds = Cuánto encuentra { $detector }
counts-finds-read = 100 %: sin tapar nada
counts-finds-read-short = 100 %: nada tapado
counts-speaks = Qué habla a favor de { $detector }
counts-finds-short = Un detector
counts-speaks-short = Sus píxeles
counts-speaks-read = de su lugar más fuerte a los píxeles (deconvnet)
counts-speaks-not = Lo que habla a favor de { $detector } no se muestra: { $why }.
counts-no-switches = eso requiere max pooling, un tipo de capa que esta red no tiene
counts-answers = Responde
counts-times = { $count }×

chair-start = Empezar
chair-again = Otra vez
chair-ready = ¡Haz que cambie de idea!
chair-ready-how = Inclínate, asiente, gira la cabeza. Cuantas más veces cambie la respuesta, mejor.
chair-move = ¡Muévete!
chair-seconds-left =
    { $seconds ->
        [one] segundo más
       *[other] segundos más
    }
chair-so-far =
    { $count ->
        [one] cambio por ahora
       *[other] cambios por ahora
    }
chair-changed = La respuesta cambió
chair-times =
    { $count ->
        [one] vez
       *[other] veces
    }
chair-most = récord:{"\u00A0"}{ $most }
chair-record = ¡Nuevo récord!
chair-more = Aquí más es mejor: ¡haz que cambie de idea!
chair-over = No llegan imágenes. La prueba espera a la cámara.
chair-still = Una foto no se mueve sola. Sacúdela un poco, y la prueba puede empezar.
chair-held = La imagen está en pausa. La prueba espera a que siga.
chair-line = Su respuesta
chair-line-mark = aquí cambió
chair-line-begin = 0 s
chair-line-end = { $seconds } s
chair-line-ago = hace { $seconds } s
chair-line-now = ahora
chair-bars-second = Altura de una barra: el cambio de imagen a imagen, en el último segundo.
chair-bars-test = Altura de una barra: el cambio de imagen a imagen, en estos { $seconds }{"\u00A0"}s.
chair-bars-short = Barras: cambio de imagen a imagen.
chair-nothing = Aún no se ha movido nada que se pueda comparar.

flip-below = bajo las cinco mejores
flip-now = ¡Acaba de cambiar de idea!
flip-closely = { $key }: ver de cerca
flip-moved = Lo que se movió entre las dos.
flip-let-go = Ha pasado demasiado desde entonces.
flip-let-go-do = Las imágenes de este cambio ya no se guardan.
flip-none = Aún no ha cambiado de idea.
flip-none-do = Muévete un poco ante la cámara, o gira lo que muestras, y mira.
flip-last-now = Su último cambio, ahora mismo: en pausa.
flip-last-seconds =
    { $seconds ->
        [one] Su último cambio, hace un segundo: en pausa.
       *[other] Su último cambio, hace { $seconds } segundos: en pausa.
    }
flip-last-minutes =
    { $minutes ->
        [one] Su último cambio, hace un minuto: en pausa.
       *[other] Su último cambio, hace { $minutes } minutos: en pausa.
    }
flip-earlier-now = Un cambio anterior, ahora mismo: en pausa.
flip-earlier-seconds =
    { $seconds ->
        [one] Un cambio anterior, hace un segundo: en pausa.
       *[other] Un cambio anterior, hace { $seconds } segundos: en pausa.
    }
flip-earlier-minutes =
    { $minutes ->
        [one] Un cambio anterior, hace un minuto: en pausa.
       *[other] Un cambio anterior, hace { $minutes } minutos: en pausa.
    }
flip-before = Antes
flip-difference = La diferencia, × { $factor }
flip-after = Después
flip-grey = Gris: sin cambios.
flip-live-title = En vivo
flip-live = { $name } { $percent }

why-unseen = Tú no podías verlo. La red sí.
why-tie = Dos nombres iban casi empatados.
why-tie-nothing = Dos nombres iban casi empatados. Bastó casi nada.
why-tie-grain = Dos nombres iban casi empatados. Bastó el ruido.
why-tie-moved-little = Dos nombres iban casi empatados. Bastó moverse apenas.
why-tie-moved = Dos nombres iban casi empatados. Bastó un movimiento.
why-tie-nearer = Dos nombres iban casi empatados. Bastó acercarse.
why-tie-away = Dos nombres iban casi empatados. Bastó alejarse.
why-tie-turned = Dos nombres iban casi empatados. Bastó un giro.
why-tie-lighter = Dos nombres iban casi empatados. Bastó más luz.
why-tie-darker = Dos nombres iban casi empatados. Bastó menos luz.
why-tie-entered = Dos nombres iban casi empatados. Bastó algo que entró.
why-tie-left = Dos nombres iban casi empatados. Bastó algo que salió.
why-tie-part = Dos nombres iban casi empatados. Bastó un cambio en una parte.
why-nothing = No cambió casi nada.
why-grain = Solo cambió el ruido.
why-unknown = Algo cambió.
why-moved-little = Se movió apenas.
why-moved = La imagen se movió.
why-nearer = Se acercó.
why-away = Se alejó.
why-turned = Giró.
why-lighter = Hubo más luz.
why-darker = Hubo menos luz.
why-entered = Entró algo.
why-left = Salió algo.
why-part = Cambió una parte de la imagen.
why-equal = Los dos nombres iban casi empatados, { $from } y { $to }.
why-by-moved-right = La imagen se movió unos { $pixels } píxeles a la derecha.
why-by-moved-left = La imagen se movió unos { $pixels } píxeles a la izquierda.
why-by-moved-down = La imagen se movió unos { $pixels } píxeles hacia abajo.
why-by-moved-up = La imagen se movió unos { $pixels } píxeles hacia arriba.
why-by-moved-down-right = La imagen se movió unos { $pixels } píxeles abajo y a la derecha.
why-by-moved-up-right = La imagen se movió unos { $pixels } píxeles arriba y a la derecha.
why-by-moved-down-left = La imagen se movió unos { $pixels } píxeles abajo y a la izquierda.
why-by-moved-up-left = La imagen se movió unos { $pixels } píxeles arriba y a la izquierda.
why-by-nearer = Lo que ve se acercó: un { $percent } % más grande.
why-by-away = Lo que ve se alejó: un { $percent } % más pequeño.
why-by-turned-left = La imagen giró { $degrees }° a la izquierda.
why-by-turned-right = La imagen giró { $degrees }° a la derecha.
why-by-lighter = La imagen se aclaró un { $percent } %.
why-by-darker = La imagen se oscureció un { $percent } %.
why-by-entered = Está en el recuadro.
why-by-left = Estaba en el recuadro.
why-by-part = La parte del recuadro cambió.
why-rest-nothing = Lo que cambió es menos que el ruido de una cámara.
why-rest-grain = Cada punto cambió por su cuenta, como hace el ruido de una cámara.
why-rest-most = Eso es menos de la mitad de lo que cambió. No sabe decir qué es el resto.
why-rest-unknown = No sabe decir qué cambió.

growth-title = Dónde creció la diferencia, por dentro
growth-most = Más en el paso { $step }: { $percent }. Cada barra: cuánto cambió un paso.
growth-picture = imagen
growth-answer = respuesta

profile-found = Qué encuentra
profile-found-means = esté donde esté
profile-place = Dónde lo encuentra
profile-place-means = lugar por lugar
profile-step = paso
profile-range = pasos { $first }–{ $last }
profile-one = paso { $step }
profile-says-still = Casi nada se movió.
profile-says-early-elsewhere = Los primeros pasos siguen encontrando lo mismo, solo que en otros lugares. Los últimos encuentran otras cosas.
profile-says-elsewhere = Los primeros pasos siguen encontrando lo mismo, solo que en otros lugares.
profile-says-all-elsewhere = Todos los pasos siguen encontrando lo mismo, solo que en otros lugares.
profile-says-late = Lo que encuentran los últimos pasos cambia más que lo de los primeros.
profile-says-early = Lo que encuentran los primeros pasos cambia más que lo de los últimos.
profile-says-alike = Lo que encuentran primeros y últimos pasos cambia casi igual.

how-little-then = Primero se mueve, se gira y se ilumina. Después llega un cambio que no puedes ver.
how-little-tie = Dos nombres iban casi empatados desde el principio: { $first } y { $second }.
how-little-steps = Al moverla { $pixels } píxeles, el primer paso cambia un { $early } %, el último un { $late } %.
unseen-change = El cambio, × { $factor }
unseen-change-sought = El cambio
unseen-hardly = Tú casi no podías verlo. La red sí.
unseen-found = Ningún color cambió más de { $steps } de 255, y solo cambió el { $changed } % de ellos.
unseen-searching = Buscando un cambio que no puedas ver…
unseen-none = No se encontró ningún cambio de 8 de 255 o menos que cambie la respuesta.
tipping-title = Con qué poco cambia de idea
tipping-line = lo segura que está de { $class }
tipping-shaded = responde { $class }
tipping-stays = No cambia
tipping-sought = …
tipping-much = { $what }: no es poco
tipping-left = a la izquierda
tipping-right = a la derecha
tipping-up = arriba
tipping-down = abajo
tipping-larger = más grande
tipping-smaller = más pequeña
tipping-turned-left = girada a la izquierda
tipping-turned-right = girada a la derecha
tipping-brighter = más clara
tipping-darker = más oscura
axis-down = arriba o abajo
axis-right = a un lado u otro
axis-zoom = más grande o pequeña
axis-turn = girada
axis-light = más clara u oscura
amount-pixels = { $amount } píxeles
tick-pixels = { $amount } px
amount-degrees = { $amount }°

## What i explains of the network itself

explain-wall-title = ¿Qué estoy viendo?
explain-wall-network = Esta es { $network }, una red neuronal: { $amount } números, ajustados al entrenarla con más de un millón de fotos hasta que las respuestas encajaron. Funciona en esta máquina, ahora, con esta imagen.
explain-wall-own-weights = Esta es { $network }, una red neuronal: { $amount } números, ajustados al entrenarla con imágenes hasta que las respuestas encajaron. Funciona en esta máquina, ahora, con esta imagen.
explain-wall-untrained = Esta es { $network }, una red neuronal de { $amount } números, pero sin entrenar: los inventó una fórmula. Lo que fluye por ella se calcula de verdad; lo que responde no significa nada.
explain-wall-squares = Cada cuadro es un detector (un canal, channel). La imagen se desliza por delante, y el cuadro se enciende donde el detector encuentra lo suyo (su mapa de activación, activation map). Cada paso trabaja con lo que encontró el anterior: los bordes se vuelven texturas, las texturas partes, las partes cosas.
explain-wall-squares-untrained = Cada cuadro es un detector (un canal, channel). La imagen se desliza por delante, y el cuadro se enciende donde el detector encuentra lo suyo (su mapa de activación, activation map). Cada paso trabaja con lo que encontró el anterior.
explain-wall-light = La luz dice con cuánta fuerza, comparada con lo más fuerte del mismo paso. El color solo dice qué paso es. Los últimos cuadros son menos finos, porque cada uno de sus valores ha visto casi toda la imagen.
explain-wall-classes = El último paso da { $classes } puntuaciones, una por clase (class scores), que se convierten en porcentajes. La red tiene que elegir entre esas { $classes }: cuando lo que ve no es ninguna, duda. Pequeños movimientos pueden hacer que cambie de idea.
explain-wall-several = El último paso da { $classes } puntuaciones, una por clase (class scores), y cada una se convierte por separado en un porcentaje (sigmoid). La red puede ver varias de esas { $classes } a la vez, o ninguna: los porcentajes no suman cien. Cambia de idea cuando la más fuerte pasa a ser otra.
explain-wall-one-class = El último paso da una sola puntuación de clase (class score). Como no hay nada entre lo que elegir, siempre es el 100 %.
explain-wall-paper = Según Yosinski et al., Understanding Neural Networks Through Deep Visualization (2015).
explain-wall-assumed = Nadie ha dicho con qué imágenes se entrenó. Recibe { $size } píxeles, con la media y la desviación de los colores que tiene la mayoría de las redes: si se entrenó con otras, sus respuestas se desvían. Un archivo con el nombre de la red y la terminación .toml a su lado dice lo correcto; “deepvis describe” escribe uno.

explain-layer-title = Dentro de un paso
explain-layer-squares = Estos son todos los detectores (canales, channels) de una capa; van primero los que más distinguen unos lugares de otros. El blanco es lo más fuerte de toda la capa, para poder comparar dos cuadros. Una raya en un cuadro vacío: este detector no encuentra nada en esta imagen.
explain-to-detector-arrows = Las flechas llevan a un detector; se muestra grande a la derecha, sobre la imagen.
explain-to-detector-click = Un clic lleva a un detector; se muestra grande a la derecha, sobre la imagen.
explain-to-detector-key = La tecla { $key } lleva a un detector; se muestra grande a la derecha, sobre la imagen.
explain-to-detector-keys = Las teclas { $keys } llevan a un detector; se muestra grande a la derecha, sobre la imagen.
explain-to-layers = Las teclas { $previous } y { $next } van a la capa anterior y a la siguiente, también a las que la vista general se salta.
explain-to-layer-before = La tecla { $key } va a la capa anterior, también a las que la vista general se salta.
explain-to-layer-after = La tecla { $key } va a la capa siguiente, también a las que la vista general se salta.
explain-layer-negative = Una capa con valores que pueden ser negativos muestra el cero oscuro, y en gris lo que está por debajo de cero.

explain-unit-title = Un detector, y qué lo activa
explain-unit-map = A la izquierda, un detector (un canal, channel) brilla donde encuentra lo suyo (su mapa de activación, activation map). El anillo es el lugar por el que se pregunta, al principio el más fuerte; toca otro. El marco blanco es todo lo que ha visto (su campo receptivo, receptive field).
explain-unit-pixels = A la derecha: cuánto lo subiría o bajaría cada píxel. El gradiente (gradient) es la pendiente sin más; la retropropagación guiada (guided backpropagation) y deconvnet solo conservan lo que habla a su favor, y así las líneas salen más limpias (Zeiler y Fergus 2014; Springenberg et al. 2015). Grad-CAM dice en qué parte de la imagen se ve una clase (Selvaraju et al. 2017).
explain-unit-pixels-key = A la derecha, tras { $key }: cuánto lo subiría o bajaría cada píxel. El gradiente (gradient) es la pendiente sin más; la retropropagación guiada (guided backpropagation) y deconvnet solo conservan lo que habla a su favor, y así las líneas salen más limpias (Zeiler y Fergus 2014; Springenberg et al. 2015). Grad-CAM dice en qué parte de la imagen se ve una clase (Selvaraju et al. 2017).
explain-unit-kernels = Los cuadros pequeños son los núcleos (kernels) de los que está hecho; el gris medio es cero.
explain-unit-switch = { $key } quita el detector: la respuesta muestra al instante para qué servía. Los cuadros pequeños son los núcleos (kernels) de los que está hecho; el gris medio es cero.

## Notices and stalls

notice-mirror = solo las imágenes de una cámara se ven en espejo
notice-adjust = solo se puede ajustar una cámara
notice-power-line = Contra el parpadeo, red eléctrica: { $line }
notice-held = Fijado como está ahora: { $what }
notice-set-free = La cámara vuelve a decidir sola: no hay nada fijado
notice-low-light-slow = A oscuras, la cámara puede enviar menos imágenes
notice-low-light-steady = A oscuras, la cámara mantiene su velocidad
notice-zoom = Zoom: { $step } de { $steps }
notice-rotation = Girada { $degrees } grados
notice-camera-lacks = Esta cámara no permite ajustar: { $what }
notice-camera-refuses = Esta cámara no lo acepta ahora: { $what }
notice-not-set = { $camera } no se puede ajustar como se pidió: { $what }
list-comma = { $list }, { $more }
list-and = { $list } y { $more }
control-power-line = frecuencia eléctrica
control-focus = foco
control-exposure = exposición
control-white-balance = balance de blancos
control-low-light = velocidad a oscuras
control-zoom = zoom
notice-no-other = no hay otra imagen a la que pasar
notice-shake = solo se puede sacudir una foto que no se mueve
notice-next-camera = buscando la siguiente cámara
notice-camera = buscando { $camera }
notice-instead = { $error }; se muestra { $shown }
notice-recorder-busy = espera: aún termina la grabación anterior
notice-recorder-refused = no se puede grabar: { $error }
notice-recording = grabando { $file }
notice-recording-half = grabando { $file }, a mitad de tamaño, porque { $why }
notice-saving-busy = espera: aún se guarda la imagen anterior
notice-saving-refused = no se puede guardar la imagen: { $error }
notice-saved = guardado: { $file }
notice-network-goes-on = { $network } sigue
notice-network-loading = cargando { $network }…
notice-network-refused = { $network } no puede funcionar: { $problem }
notice-network-looking = ahora mira { $network }
stall-waiting = esperando ({ $seconds } s)…
stall-opening = las imágenes aún se están abriendo ({ $seconds } s)…
stall-reading = la siguiente imagen aún se está leyendo ({ $seconds } s)…
stall-loading = la red aún se está cargando ({ $seconds } s)…
stall-computing = la red aún está calculando ({ $seconds } s)…
notice-source-busy = espera: la fuente aún no respondió a las últimas teclas
notice-engine-busy = espera: aún no hay respuesta a las últimas teclas
notice-nothing-to-save = aún no se ha mostrado nada que se pueda guardar
notice-forgotten = Te ha olvidado: tus imágenes y tus nombres ya no están.
notice-only-network = no hay otra red aquí; `deepvis networks` dice cómo traer una
notice-export-late = no se exportó: ahora ya mira otra red
notice-export-nothing = no se exportó: aún no se había mirado nada
notice-exported = se exportaron { $what }: { $file }
exported-layers =
    { $layers ->
        [one] las activaciones de la capa
       *[other] las activaciones de { $layers } capas
    }
exported-both =
    { $layers ->
        [one] las activaciones de la capa y la atribución
       *[other] las activaciones de { $layers } capas y la atribución
    }
notice-recorded =
    { $pictures ->
        [one] grabado { $file }: { $seconds } s, { $pictures } imagen
       *[other] grabado { $file }: { $seconds } s, { $pictures } imágenes
    }
notice-recorded-some =
    { $pictures ->
        [one] grabado { $file }: { $seconds } s, { $kept } de { $pictures } imagen
       *[other] grabado { $file }: { $seconds } s, { $kept } de { $pictures } imágenes
    }

## Where pictures come from, and what is wrong with them

source-any-camera = una cámara
source-waiting = esperando a { $camera }
source-reel = carrete
source-folder =
    { $pictures ->
        [one] { $path } ({ $pictures } imagen)
       *[other] { $path } ({ $pictures } imágenes)
    }
source-animated = { $size }, animada
notice-skipped = saltada: { $error }
notice-left-out = sin usar: { $files }; no se leen, conviértelos a JPEG (heif-convert, ImageMagick)
notice-damaged = { $damage }; se muestra como está: { $file }
notice-clip-early = el clip acaba antes de tiempo y vuelve a empezar; { $reason }: { $file }
notice-camera-damaged = { $camera }: imágenes perdidas hasta ahora: { $pictures }; { $problem }
notice-camera-format = otro programa cambió { $camera }: ahora envía { $format }
notice-camera-interlaced = { $camera } envía imágenes entrelazadas, dos mitades de momentos distintos: solo se muestra una mitad
notice-until-camera = se muestra { $shown } hasta que vuelva la cámara
notice-camera-back = la cámara ha vuelto: { $camera }
notice-camera-new = ahora se muestra: { $camera }
notice-again = { $error }; se intenta otra vez
camera-gone = La cámara no está. Buscándola…
camera-restarts = { $error }. Reiniciándola…
camera-black = La cámara envía imágenes negras: ¿tiene la tapa cerrada?
camera-flicker = La luz parpadea: mantén pulsado ?, luego “Sin parpadeo”: { $hertz } Hz
camera-flicker-unknown = La luz parpadea: mantén pulsado ?, luego “Sin parpadeo”: la frecuencia de tu país
camera-frozen = La cámara envía la misma imagen una y otra vez: si sigue así, desenchúfala y vuelve a enchufarla

## Why no pixels are shown

blank-off = ningún gradiente llega a la entrada: esta unidad está apagada
blank-full = ningún gradiente llega a la entrada: esta unidad está en su límite superior
blank-stopped = ningún gradiente llega a la entrada: siempre lo frenan los rectificadores
blank-against = ningún lugar habla a su favor
blank-neither = ningún lugar habla más a favor de uno que de otro

## What a kiosk refuses

kiosk-saves-nothing = en un quiosco no se guardan imágenes
kiosk-writes-nothing = en un quiosco no se escribe en archivos
kiosk-records-nothing = en un quiosco no se graba nada
kiosk-does-not-search = en un quiosco no se puede buscar
kiosk-leaves-the-camera = solo quien presenta ajusta la cámara: mantén pulsado ? dos segundos
kiosk-fills-the-screen = un quiosco siempre ocupa toda la pantalla

## The page of `?`

help-title = Lo que puedes hacer
gesture-touch = Tocar
gesture-touch-says = un cuadro, un nombre, un punto: se abre
gesture-drag = Arrastrar
gesture-drag-says = para mover un control
gesture-back = Atrás
gesture-back-says = la flecha de arriba a la izquierda, { $key } o clic derecho
gesture-back-says-without-key = la flecha de arriba a la izquierda o clic derecho
gesture-freeze = Pausa
gesture-freeze-says = { $key }; otra vez, y sigue en vivo
gesture-freeze-says-without-key = detiene la imagen; otra vez, y sigue en vivo

## The presenter's half of it

presenter-title = Para quien presenta
presenter-held = ? o { $key }, pulsado dos segundos
presenter-held-by-finger = ? pulsado dos segundos
presenter-keys = Teclas
presenter-remembers = Las imágenes de los visitantes solo viven en la memoria y desaparecen al apagar. Una imagen guardada, un video y los números exportados son archivos: se quedan y muestran quién estuvo aquí.
presenter-files = Lo que se escribe en el disco recuerda al visitante; un quiosco no lo permite.
card-on = sí
card-off = no
card-camera = Otra cámara
card-camera-says = ahora: { $name }
card-mirror = Espejo
card-power-line = Sin parpadeo
card-power-line-says = { $line }
card-hold = Fijar foco y luz
card-hold-says = fijados así
card-hold-says-some = fijado en parte
card-hold-says-none = la cámara decide
card-low-light = A oscuras
card-low-light-says = puede ir más lenta
card-low-light-says-not = misma velocidad
card-zoom = Zoom
card-zoom-says = { $step } de { $steps }
card-rotate = Girar
card-rotate-says = { $degrees }°
card-camera-lacks = esta cámara no puede
card-no-camera = no hay cámara
card-photos = Fotos
card-to-the-camera = Cámara
card-source-says = a archivos y vuelta
card-network = Otra red
card-network-says = ahora: { $name }
card-record = Grabar
card-record-says = un video, en archivo
card-recording-says = van { $time }; toca para parar
card-save = Guardar
card-save-says = la imagen, en archivo
card-export = Exportar
card-export-says = números, a archivo
card-full-screen = Pantalla
card-full-screen-says = completa o ventana
card-explain = Explicar
card-explain-says = lo que hay en pantalla
card-not-in-a-kiosk = no en un quiosco
card-quit = Salir
quit-keep-holding = Sigue pulsando { $key } para salir

## Look inside

inside-title = Mira dentro
inside-says = El paso { $step } tiene { $count } { $count ->
    [one] detector
   *[other] detectores
 }. Toca un cuadro.
inside-all-layers = Todas las capas
inside-all = los { $count }, primero los de más contraste
inside-which = primero los de más contraste: { $first }–{ $last } de { $count }
inside-which-short = { $first }–{ $last } de { $count }
inside-coming = un momento: estos cuadros están en camino
inside-silent = { $count ->
    [0] Todos encontraron algo en esta imagen.
    [one] Uno de ellos no encontró nada en esta imagen.
   *[other] { $count } de ellos no encontraron nada en esta imagen.
 }
inside-signed = Aquí lo oscuro es cero: lo que está por debajo es gris.
inside-classes = Un cuadro por palabra: responde { $best }.
inside-signals = señales, no activaciones: { $method } de { $target }; naranja lo sube, azul lo baja, pleno en { $scale }
inside-lights = Dónde se enciende
inside-made-ring = Qué encendió el anillo
inside-made-it = Qué lo encendió
inside-signals-toolbox = señales, no activaciones: { $method } de { $target }; verde lo sube, rojo lo baja, pleno en { $scale }
inside-drives = ¿Qué activa { $target }?
inside-dark = Nada: ahí está apagado.
inside-of-at-ring = de { $most }: cuánto se enciende en el anillo
inside-of = de { $most }: cuánto se enciende como máximo
inside-at-ring = donde es más fuerte
inside-lit-on = encendido en el { $share } de la imagen
inside-is-away = Está quitado.
inside-finds-nothing = En esta imagen no encuentra nada.
inside-whole-picture = un solo valor para toda la imagen
inside-answers = Responde: { $name } { $share }
inside-with-all = con toda la red: { $name } { $share }
inside-take-away = Quitar este detector
inside-put-back = Devolverlo
inside-put-layer-back = Devolver todos
inside-larger = Ampliar
inside-statistics = Números
inside-show-signals = Señales
inside-one-back = Anterior
inside-next-one = Siguiente

unit-title = Un detector del paso { $step }, de cerca
unit-pixels-title = ¿Qué píxeles influyen?
unit-number = n.º { $number } de { $count }
unit-class = n.º { $number } de { $count }: { $name }
unit-method = Qué píxeles: { $method }
unit-method-none = Qué píxeles: ninguno
unit-with-map = Con su mapa
unit-filter = Dibujo: { $filter }
unit-beside = Dejar al lado
unit-pin = Seguir con él
unit-strongest = Solo su anillo
unit-larger = Solo píxeles
unit-field = En términos técnicos: canal (channel) { $channel } de { $layer } ({ $kind }, { $block }), mapas de { $map }; cada valor ve { $sees } píxeles de ancho.
unit-strongest-now = lo más fuerte: ahora { $now }, en los últimos diez segundos { $highest }
unit-values = valores de { $low } a { $high }, media { $mean }; el { $zeros } % es cero
unit-brightest = mapa de { $map }, brillo máximo en { $brightest }
unit-course = Su valor más fuerte en diez segundos
unit-pattern = Este patrón, deslizado por la imagen:
unit-kernel = Su único núcleo:
unit-kernels = Los más fuertes de { $count } núcleos, por entrada:
unit-seen-all = El valor del anillo ha visto toda la imagen.
unit-seen-all-short = El anillo lo ha visto todo.
unit-seen = El valor del anillo ha visto el marco: { $sees } píxeles de ancho.
unit-seen-short = El anillo ha visto { $sees } píxeles.

## The answer

answer-heading = Responde
# Names that take no article, since there is no single piece of them, and last words of names that
# end with an s and are of one thing all the same.
names-uncounted = chain mail, face powder, hair spray, lotion, perfume, sunscreen, thatch, velvet, wool, toilet tissue, guacamole, consomme, ice cream, mashed potato, broccoli, cauliflower, hay, carbonara, chocolate sauce, dough, red wine, eggnog, rapeseed, corn, confectionery, head cabbage
names-of-one-thing = patas, Flandres, Pyrenees, triceratops
answer-guesses = { $article ->
    [an] No lo sabe:
    [a] No lo sabe:
   *[none] No lo sabe:
 }
answer-perhaps = { $article ->
    [an] Quizá sea:
    [a] Quizá sea:
   *[none] Quizá sea:
 }
answer-thinks = { $article ->
    [an] Cree que es:
    [a] Cree que es:
   *[none] Cree que es:
 }
answer-is-sure = Está segura:
answer-several = { $count ->
        [0] Ninguna segura. La más cercana:
        [one] Ve:
       *[other] Ve { $count } a la vez; primero:
    }
answer-asks = ¿{ $name }?
answer-untrained = sin entrenar, dice
answer-means-nothing = pesos inventados: no significa nada
answer-means-nothing-short = no significa nada
answer-without-a-part = sin una de sus partes
answer-before = Antes de borrar: { $name }, { $percent } %
answer-before-short = antes: { $percent } %
answer-whole = completa, dice: { $percent } % { $name }
answer-whole-short = completa: { $name }
answer-none = sin respuesta
answer-not-a-number = lo que calcula es { $what }
answer-everything-else = todo lo demás
answer-why-not = ¿Por qué no { $name }?
answer-why-not-the-second = ¿Por qué no la segunda?
answer-wrong = ¡Se equivoca!
answer-knows = Conoce { $count } palabras, en inglés. “Persona” no es una de ellas: nombra lo que la gente lleva puesto o en la mano.
sureness-guess = adivina
sureness-perhaps = quizá
sureness-thinks = cree
sureness-sure = segura
wrong-which = ¿Y cuál es?
wrong-none = Ninguna de ellas
wrong-never-mind = No importa
wrong-only-its-words = Solo puede elegir entre las { $count } palabras que le enseñaron. Lo que responde es la palabra más parecida que tiene.
wrong-go-on = Seguir
nothing-to-see = No hay nada que ver
nothing-even = La imagen es igual en todas partes.
nothing-found = Casi ninguno de los { $count } detectores del último paso encuentra algo.
nothing-even-and-found = La imagen es igual en todas partes: casi ninguno de los { $count } detectores del último paso encuentra algo.

## Did it change its mind?

strip-title = ¿Cambió de idea?
strip-count = { $count ->
    [0] ninguna vez en diez segundos
    [1] una vez en diez segundos
    [2] dos veces en diez segundos
   *[other] { $count } veces en diez segundos
 }
strip-begun = Acaba de empezar a mirar esto.
strip-nothing = No hay nada que ver, así que nada puede cambiar.
strip-new = Llegó algo nuevo: hace un momento casi no pensaba en este nombre.
strip-equal = Dos nombres van casi empatados: cualquier movimiento decide.
strip-no-name = Ningún nombre va por delante: muchas apuestas, todas pequeñas.
strip-unchanged = Su respuesta sigue igual: nada la cambia.
strip-ahead = Un nombre va muy por delante: los movimientos pequeños no cambian nada.
strip-close = Un nombre va por delante, pero no mucho: con más movimiento puede cambiar.
strip-ago = hace 10 s
strip-now = ahora
strip-changed = cambió
strip-touch = toca una marca para verla
strip-still = Esta imagen no se mueve.
strip-shake = Sacúdela por mí
strip-shaken = La sacudimos un poco.
strip-before-a-camera = Toca Cámara y muévete un poco, o deja que la sacudamos.

## While nobody is there: what calls whoever comes by

attract-you = Aquí estás tú.
attract-camera = Esto es lo que ve la cámara.
attract-photo = Esto es una foto.
attract-film = Es una película.
attract-finds-in-you = Esto es lo que encuentra en ti, paso a paso.
attract-finds = Esto es lo que encuentra, paso a paso.
attract-hello = ¡Hola! Muéstrame algo.
attract-hello-photo = ¡Hola! Ven y mira dentro.
attract-things = { $things }…
attract-begin = Toca para empezar
attract-promise = Nada sale de esta máquina.
attract-promise-forgets = Cuando se apaga, ya te ha olvidado.
attract-answer = { $says } { $name } { $share }
attract-guess = { $says } { $name }
attract-nothing-yet = Está mirando…
attract-no-answer = No tiene respuesta.
attract-untrained = Aún no ha aprendido nada: sus palabras no significan nada.
still-there = ¿Sigues ahí?
still-there-touch = Toca para seguir.

## The page where detectors are taken away

removal-step-label = paso
removal-step = { $step } de { $all }
removal-again = Otra vez
removal-forgot = de { $all } detectores del paso { $step } fuera, y ya olvidó { $class }.
removal-so-far = de { $all } detectores del paso { $step } fuera por ahora: aún { $class }, { $percent } %.
removal-still = de { $all } detectores del paso { $step } fuera, y aún dice { $class }, { $percent } %.
removal-then = Sin ellos dice { $class }, { $percent } %.
removal-then-lost = Sin ellos no lo sabe: su mejor apuesta es { $class }, { $percent } %.
removal-random = Quitando otros tantos al azar: olvidó en { $times } de { $draws } intentos.
removal-sure = Lo segura que está de { $class }
removal-axis = detectores quitados
removal-most = cada vez el que más falta le hace
removal-drawn = otros tantos al azar, { $draws } intentos
removal-order = Se fueron en este orden.
removal-first = Los primeros { $count } que se fueron.
removal-touch = Toca uno: vuelve.
removal-live = Ahora, en vivo, sin { $count ->
    [one] este
   *[other] estos { $count }
}
removal-now = Esta imagen, sin { $count ->
    [one] este
   *[other] estos { $count }
}
removal-all-back = Han vuelto todos. Toca uno: se va otra vez.
removal-says-now = { $class }, { $percent } %
removal-with-all = con todos: { $class }, { $percent } %

## Let’s play: what all games share

tab-games = Juegos
tab-word-map = Mapa de palabras
key-play-start = puerta 8: empezar un juego, o acabarlo
key-play-games = puerta 8: tápalo, hazla cambiar, engáñala
key-play-others = puerta 8: encuéntralo, tú contra la red
play-start = Empezar
play-again = Otra vez
play-stop = Parar
play-points = { $count ->
    [one] { $count } punto
   *[other] { $count } puntos
}
play-percent = { $percent } %
play-your-seconds = tus segundos
play-photo-still = Esta foto no se mueve
play-card-best = récord: { $figure }
play-today = Lo mejor de hoy
play-today-nobody = Aún nadie. ¡Empieza tú!
play-today-note = Las palabras y los puntos se guardan hasta que se apaga; las imágenes, nunca.
play-so-far = Tú, por ahora: { $score }
play-place = puesto { $place }
play-word-map-card = Todas sus palabras, y juntas las que se parecen.
key-play-act = juego: borrar, saltar, elegir, sus píxeles
key-play-rubber = tápalo: goma más pequeña, más grande
play-seconds =
    { $count ->
        [one] segundo
       *[other] segundos
    }
play-says = Dice
play-from-to = { $from } → { $to }
play-then = luego “{ $name }”

## Find it

key-play-duel = puerta 8: duelo de dos, por turnos
key-play-box = puerta 8: lo que hay aquí
key-play-box-changes = allí: con imágenes; quitar una cosa
play-find-title = Encuéntralo
play-find-says = Muestra lo que nombra la pantalla.
play-find-card = Muestra lo que nombra, antes de que se acabe tu tiempo.
play-find-explains-1 = La pantalla nombra una cosa, y la cámara tiene que mostrarla: la cosa, una imagen de ella o un dibujo. La has encontrado cuando la red le da al menos un 50 % en tres imágenes seguidas, o un 30 % en diez, y a ninguna otra le da más. Lo que son muchas clases cuenta como una sola cosa: 118 razas son “un perro”.
play-find-explains-2 = Empiezas con 20 segundos, y cada acierto da 10 más. Un acierto vale los segundos enteros que te quedan entonces, y una décima parte de su porcentaje. “Caliente” solo sale si ese porcentaje ha subido en el último segundo más de lo que oscila de por sí.
play-find-explains-3 = Cada cosa se probó antes con una foto real de ella. Deng y otros 2009: las fotos con las que aprenden estas redes.
play-find-ready = ¿Puedes encontrarlo?
play-find-rule = Nombra una cosa; tú la muestras. Cada acierto da los segundos que te quedan y una décima parte de su porcentaje.
play-find-on-the-table = Lo que hay aquí:
play-find-none = Esta red no conoce ninguna de las cosas que se nombran aquí.
play-find-anything = Muéstralo, dibújalo o búscalo en tu teléfono:
play-find-and-others = y { $count } más
play-find-still = Una foto no se mueve: solo puede ser la única cosa que muestra.
play-find-duel = Entre dos: duelo
play-find-box = Lo que hay aquí
play-find-show = Muéstralo, o dibuja
play-find-show-left = Izquierda: muéstralo, o dibuja
play-find-show-right = Derecha: muéstralo, o dibuja
play-find-sure = segura
play-find-wins = ganas con { $percent } %
play-find-sees = Ve: { $thing }, { $percent } %
play-find-sees-nothing = Aún no ve nada
play-find-warmer = ¡Caliente!
play-find-points = Un acierto da los segundos que quedan + una décima de su %.
play-find-word-of = cosa { $word } de { $count }
play-find-both = izq. { $left } · der. { $right }
play-find-none-yet = Aquí sale lo que encuentres.
play-find-skip = Saltar
play-find-words = { $count ->
    [one] { $count } palabra
   *[other] { $count } palabras
}
play-find-found = Encontradas: { $count } de { $all }
play-find-found-all = ¡Hallaste las { $count }!
play-find-lost = Fin del tiempo
play-find-lost-hint = No se encontró nada. Acércalo, con buena luz, ante un fondo liso.
play-find-it-wanted = Esperaba { $thing }.
play-find-right-ready = Derecha: ¿todo listo?
play-find-same-words = Las mismas palabras en el mismo orden, 30 segundos.
play-find-left-has = Izquierda: { $count ->
    [one] { $count } punto
   *[other] { $count } puntos
}
play-find-right-has = Derecha: { $count ->
    [one] { $count } punto
   *[other] { $count } puntos
}
play-find-left-wins = ¡Gana la izquierda!
play-find-right-wins = ¡Gana la derecha!
play-find-draw = ¡Empate!

## What lies on the table

play-box-title = Lo que hay aquí
play-box-says = Muestra cada cosa: si la red está segura, entra, y “Encuéntralo” no nombra ninguna otra.
play-box-explains-1 = Mientras se añaden cosas, lo que responda con al menos un 50 % en diez imágenes seguidas entra en la lista, una sola vez. Toca una cosa para quitarla.
play-box-explains-2 = La lista solo está en la memoria, hasta que se apaga. Solo se guardan imágenes con su interruptor encendido: entonces no debe salir nadie en ellas. “Olvídame” las borra; las palabras se quedan.
play-box-collect = Añadir cosas
play-box-pictures = Con imágenes: sin nadie en ellas
play-box-empty = Aún no hay nada: “Encuéntralo” nombra cualquier cosa.
play-box-has = { $count } de { $most } cosas como máximo; toca una para quitarla
kiosk-has-its-box = en un quiosco no se cambia lo que hay aquí

## Hide it

play-hide-title = Tápalo
play-hide-says = Tapa lo menos que puedas, hasta que diga otra palabra.
play-hide-card = Tapa poco, hasta que diga otra palabra.
play-hide-explains-1 = Tapas una parte de la imagen, y la red responde de nuevo enseguida. Si basta una parte pequeña, su respuesta dependía de ella: has encontrado en qué se fija.
play-hide-explains-2 = Lo que tapas se vuelve gris, el color medio de las imágenes con las que aprendió. Cuenta qué parte has tapado de todo lo que ve: la más pequeña es la mejor.
play-hide-explains-3 = Según Zeiler y Fergus, Visualizing and Understanding Convolutional Networks (2014).
play-hide-task = Borra lo menos que puedas, hasta que ya no diga “{ $name }”.
play-hide-rule = Si tapas más de la mitad, o pasas 20 segundos sin borrar, gana la red.
play-hide-hidden = { $percent } % tapado
play-hide-rub = Borra sobre la imagen
play-hide-by-keys = Teclas: las flechas mueven, espacio borra.
play-hide-won = ¡Tapaste el { $percent } %!
play-hide-too-much = Con la mitad tapada, sigue diciendo “{ $name }”.
play-hide-nobody = Nadie ha borrado nada.
play-hide-smaller = Menor
play-hide-larger = Mayor
play-hide-not-yet = Aún no. Dice
play-hide-least = Cuanto más pequeña la parte, mejor.

## Flip it

play-flip-title = Hazla cambiar
play-flip-says = Muévete lo menos que puedas, hasta que diga otra palabra.
play-flip-card = Muévete muy poco, y que diga otra palabra.
play-flip-explains-1 = Mueve lo que sostienes o la cámara, o muévete tú, hasta que cambie de palabra. Entre la última imagen con la palabra vieja y la primera con la nueva se mide cuánto se movió la imagen: desplazamiento, zoom y giro juntos.
play-flip-explains-2 = No notarías la mayoría de estos movimientos, y nunca cambiarías de palabra por ellos. Una red reduce la imagen en muchos pasos, y lo que cae entre dos cuadros cuenta entonces de otra manera.
play-flip-explains-3 = Según Azulay y Weiss, Why do deep convolutional networks generalize so poorly to small image transformations? (2019).
play-flip-task = Haz que cambie de palabra con el menor movimiento que puedas.
play-flip-rule = ¡Despacio! Cuenta el menor movimiento de los 30 segundos, en sus { $side } píxeles.
play-flip-photo = Una foto no se mueve sola.
play-flip-times =
    { $count ->
        [0] Aún ninguna otra palabra
        [one] Cambió de palabra una vez
       *[other] Cambió de palabra { $count } veces
    }
play-flip-smallest = el menor por ahora: { $pixels } de { $side } píxeles
play-flip-won = ¡{ $pixels } píxeles!
play-flip-of = Tan poco, de { $side } píxeles de ancho, bastó para otra palabra.
play-flip-nothing = No cambió de palabra en 30 segundos.
play-flip-other-thing = Cada vez vio otra cosa: no es un movimiento pequeño.
play-flip-below = < { $pixels }
play-flip-before = antes
play-flip-after = después

## Fool it

play-fool-title = Engáñala
play-fool-says = Haz que diga “banana” sin un plátano.
play-fool-card = Haz que diga banana, sin un plátano.
play-fool-explains-1 = Una red no conoce más que patrones de píxeles. Algo curvo y amarillo puede bastarle; muéstralo y verás.
play-fool-explains-2 = “Cambiar sus píxeles” sigue el gradiente: pregunta por cada valor de esta imagen si un poco más o un poco menos habla a favor de la palabra, y lo cambia en uno o unos pocos de 255 niveles. Para ti, las dos imágenes son iguales.
play-fool-explains-3 = Según Szegedy y otros, Intriguing properties of neural networks (2014), y Goodfellow y otros, Explaining and Harnessing Adversarial Examples (2015).
play-fool-task = Haz que diga “{ $name }”.
play-fool-least = No tiene “banana”: esta es la palabra que ahora cree menos probable.
play-fool-rule = Tienes 60 segundos. Muestra algo, o cambia sus píxeles.
play-fool-change = Cambiar sus píxeles
play-fool-works = Cambia un poco cada valor…
play-fool-failed = No bastó. Prueba con otra imagen.
play-fool-lost = Se acabó el tiempo, y nunca dijo “{ $name }”.
play-fool-won = { $count ->
    [one] ¡{ $count } segundo!
   *[other] ¡{ $count } segundos!
}
play-fool-figure = { $seconds } s
play-fool-by-hand = a mano
play-fool-by-pixels = por sus píxeles
play-fool-shown = Hiciste que dijera “{ $name }” con lo que mostraste.
play-fool-changed = Dice “{ $name }”, y tú no ves ninguna diferencia.
play-fool-size = Ningún valor cambió más de { $largest } de 255.
play-fool-share = Cambió un poco el { $percent } % de los valores.
play-fool-before = como era
play-fool-after = con otros píxeles
play-fool-says-then = { $name }, { $percent } %

## You against it

play-against-title = Tú contra la red
play-against-says = Una imagen se enfoca poco a poco. ¿Quién la nombra antes?
play-against-card = Algo borroso se enfoca. ¿Quién lo nombra antes?
play-against-explains-1 = Ves las mismas imágenes borrosas que la red, una por segundo, cada una más nítida que la anterior. La red acierta desde la primera imagen a partir de la cual da a la palabra correcta al menos un 50 %, sumado todo lo que es “un gato”. Lo correcto es lo que dice de la imagen nítida.
play-against-explains-2 = Las personas reconocen cosas muy borrosas, por el contorno y por lo que es probable. Las redes que aprendieron con fotos nítidas se guían por texturas finas, y las pierden pronto.
play-against-explains-3 = Según Dodge y Karam, Understanding How Image Quality Affects Deep Neural Networks (2016), y Geirhos y otros, Generalisation in humans and deep neural networks (2018).
play-against-task = Nombra la imagen antes que la red.
play-against-rule = Si tocas mal, pierdes el turno. Vale lo que dice de la imagen nítida.
play-against-wait = Un momento: se desenfocan las imágenes…
play-against-what = ¿Qué es?
play-against-round = Ronda { $round }
play-against-score = tú { $you } : { $it } red
play-against-result = { $you } : { $it }
play-against-figure = { $count } a favor
play-against-head = tú : red
play-against-level = imagen { $level } de { $all }
play-against-right = Es “{ $name }”.
play-against-you = ¡Te adelantaste, en la imagen { $level } de { $all }!
play-against-it = La red se adelantó, en la imagen { $level } de { $all }.
play-against-wrong = No es “{ $name }”: el turno es de la red.
play-against-would = La nombra desde la imagen { $level } de { $all }.
play-against-more = ¡Te adelantaste más veces!
play-against-fewer = La red se adelantó más veces.
play-against-even = Nadie nombró más que el otro.
play-against-none = No está segura de ninguna imagen de aquí.

## The map of its words

key-word-map = el mapa de sus palabras
key-word-map-look = mapa: lejos, cerca; otro grupo; qué dice
word-map-title = El mapa de sus palabras
word-map-says = Las palabras que ve parecidas están cerca.
word-map-explains-1 = Cada palabra es un punto. Para conocer una palabra, la red guarda una lista de números: cuánto habla a favor de ella cada rasgo que busca. Las palabras con listas parecidas acaban juntas. Nadie le dijo que “tabby” es un gato.
word-map-explains-2 = La imagen es lo que más le gustaría ver a la red para esa palabra. Cuanto más brilla una palabra, más segura está la red. Su respuesta es de color lima. Una línea va de su última respuesta a la nueva.
word-map-explains-3 = Una lista tiene cientos de números; un mapa, dos: por eso tiene que mentir un poco. Lo que está cerca se parece de verdad. Cuánto se alejan las palabras lejanas dice poco, y también izquierda, derecha, arriba y abajo. El método es t-SNE (van der Maaten y Hinton 2008), iniciado como aconsejan Kobak y Berens (2019).
word-map-forming = El mapa se está formando…
word-map-few = Están según las dos cosas en que más se distinguen.
word-map-nothing = No hay nada que ver.
word-map-too-few = Un mapa necesita tres palabras; esta red tiene { $count }.
word-map-too-many = Un mapa de más de { $most } palabras tardaría demasiado; esta red tiene { $count }.
word-map-step = { $from } → { $to }
word-map-pair = { $first }, o { $second }
word-map-small-step = Un salto pequeño: { $share } del ancho del mapa.
word-map-middle-step = Un salto: { $share } del ancho del mapa.
word-map-large-step = Un salto grande: { $share } del ancho del mapa.
word-map-close = Muy cerca: { $share } del ancho del mapa.
word-map-between = No tan cerca: { $share } del ancho del mapa.
word-map-far = Muy lejos: { $share } del ancho del mapa.
word-map-alike = Las más parecidas, para la red:
word-map-find = Buscar palabra
word-map-follow = Lo que dice ahora
word-map-group-dogs = perros
word-map-group-cats = gatos
word-map-group-mammals = otros mamíferos
word-map-group-birds = aves
word-map-group-reptiles = reptiles
word-map-group-sea = en el mar
word-map-group-insects = insectos
word-map-group-food = comida, plantas
word-map-group-vehicles = vehículos
word-map-group-music = música
word-map-group-clothes = ropa
word-map-group-home = en casa
word-map-group-buildings = lugares

## The tour

key-tour = el recorrido; primera tarea: tu zapato
key-tour-next = el recorrido: seguir
tab-tour = Recorrido
tour-card = Por todas las salas, frase a frase.
tour-next = Seguir
tour-leave = Salir
tour-step = { $step } de { $steps }
tour-ends = ¿Sigues ahí? El recorrido acaba en { $seconds } s.
tour-see = Esto es lo que ve. Muévete un poco y mira los cuadros.
tour-square = Cada cuadro pequeño es un detector. Toca uno que brille.
tour-detector = Se enciende donde encuentra algo. Toca otro cuadro.
tour-likes = ¿Qué está buscando? Toca la puerta 3.
tour-another = Estas son sus imágenes favoritas. Toca otro detector.
tour-part = ¿Qué parte de la imagen necesita? Toca la puerta 4.
tour-rub = Borra una parte, hasta que diga otra palabra.
tour-back = ¡Una parte pequeña cambia su respuesta! Vuelve a la puerta 1.
tour-flip = Muévete despacio, o gira, hasta que diga otra palabra.
tour-why = ¿Por qué cambió de idea? Toca la puerta 5.
tour-door-dreams = Puede soñar sobre tu imagen. Toca la puerta 6.
tour-dream = Mueve la mano: lo que encuentra crece en ella.
tour-door-teach = Puede aprender tus propias cosas. Toca la puerta 7.
tour-teach = Muéstrale una cosa y mantén pulsado su botón.
tour-door-play = Ahora ya sabes cómo piensa. Toca la puerta 8.
tour-play = Ese fue el recorrido. ¡Empieza un juego!
tour-finish = Acabar
task-shoe = ¡Muéstrame tu zapato!
task-no-shoe = ¿Sin zapato? Vale cualquier cosa
task-answer = Cree que es: { $answer }. ¿Estás de acuerdo?
task-hide = Ahora tapa una parte, hasta que diga otra palabra.
task-fool = ¡Muy bien! Ahora engáñala.
task-begin = Muéstrame tu zapato
tour-begin = Hazme de guía

teach-title = Enséñale
teach-says = Muéstrale cosas tuyas y aprenderá a distinguirlas.
learning-title = Cómo aprende
learning-says = Descubre qué distingue tus cosas. Prueba: sube «nombres falsos» y reinicia.
why-mine-title = ¿Por qué dice eso?
why-mine-says = Qué hay en la imagen a favor de tu cosa.
untangle-title = Desenrédalo
untangle-says = Solo puede estirar, girar, mover y curvar la hoja. ¿Podrá después una recta separar los colores?
grow-title = Una red desde cero
grow-says = Una red pequeña aprende cifras escritas a mano ante tus ojos.
tab-teach = Muéstrale cosas
tab-learning = Cómo aprende
tab-why-mine = ¿Por qué?
tab-untangle = Desenrédalo
tab-grow = Desde cero
thing-name = { $number ->
    [1] primera cosa
    [2] segunda cosa
    [3] tercera cosa
   *[other] cuarta cosa
}

### teach: the page where things are shown

key-show-thing = puerta 7: mantener si ve la cosa 1, 2, 3, 4
key-more-things = puerta 7: otra cosa; nombrar la última
key-taught-pictures = puerta 7: quitar una imagen; ver los pasos
show-title-cards = Muéstralo y mantén el botón
show-title-map = Junta lo que se parece
show-title-answer = Ahora responde
show-hold = Mantén y muestra
show-hold-briefly = Mantén
show-learning = lo aprende…
show-frozen = imagen en pausa
show-first = Muéstrale una cosa. Mantén pulsado este botón tres segundos y muévela un poco.
show-second = Ahora otra cosa: mantén pulsado este botón tres segundos.
show-then = Después, otra cosa.
show-and-then = Y una cosa más.
show-count = { $count ->
    [one] una imagen
   *[other] { $count } imágenes
}
show-more = una cosa más
show-forget = Olvídame
show-title-sees = Esto es lo que ve
show-sees = ¡Muéstrale algo!
show-looks = Está mirando. ¡Muévelo un poco!
show-one-is-known = Ya conoce una cosa. ¡Muéstrale otra!
show-now = ahora
show-note = Las imágenes de un mismo momento van juntas. Es un mapa aproximado.
show-forming = Se dibuja de nuevo…
show-dark = oscuro: ninguna
show-how = ¿Cómo? Paso a paso las separa
show-how-easy = Fácil: ya se distinguen por sus píxeles
show-how-soon = Muéstrale ocho imágenes de cada una: verás cómo las distingue.
show-play = verlo
show-depth-pixels = píxeles
show-depth-step = tras el paso { $step }
show-depth-lesson = lo que aprendió
show-beside = al lado:
show-take-away = Quitarla
show-is-sure = Está segura:
show-thinks = Cree que es:
show-perhaps = Quizá sea:
show-none = ninguna de ellas
show-below = todas bajo la línea
show-how-like = Cuánto se parece a cada una:
show-test = Prueba: { $right } de { $all }
show-test-words = bien, en imágenes del mismo minuto con las que no aprendió
show-fast = ¿Tan rápido? Ya sabía ver: solo los nombres son nuevos.
show-unequal = Vio mucho más “{ $more }” que “{ $less }”. Muéstrale otra vez esto último.
show-background = ¿Todo ante el mismo fondo? Quizá se aprendió la mesa.
show-own-words = Por ahora solo tiene sus palabras:
show-waits = Muéstrale dos cosas y aquí responderá.
show-waits-one = Una cosa más y aquí responderá.
name-me = yo
name-mine = lo mío
show-explains-1 = Mientras un botón está pulsado, cada imagen se guarda con su código: los números que la última capa saca de ella, antes de decidirse por una de sus propias palabras. Cada cosa se recuerda como la media de sus códigos. Una imagen nueva es la cosa a cuya media más se parece (coseno, restada la media de todas las medias); por debajo de la línea no es ninguna de ellas: la línea está donde aún pasan las imágenes que se dejaron fuera. Las últimas de cada vez que se pulsa se apartan para la prueba.
show-explains-2 = El mapa junta las imágenes con códigos parecidos. Que algo esté lejos dice poco, y las imágenes tomadas una tras otra se parecen, así que van juntas. Cada punto extiende el color de lo que se responde para él; en lo oscuro no hay ninguna imagen. Los puntos que caerían unos sobre otros se apartan un poco. La imagen más nueva está en medio de aquellas a las que más se parece. Los mapas pequeños muestran las mismas imágenes según sus píxeles, tras tres de sus pasos y según lo que aprendió, cada uno girado para que quede como el anterior; la línea de debajo está llena si las cinco vecinas más cercanas de cada imagen son de su misma cosa.
show-explains-3 = Webster et al., 2020, “Teachable Machine”. Mensink et al., 2013, “Distance-based image classification”: la media de clase más cercana. Van der Maaten y Hinton, 2008, “Visualizing data using t-SNE”.

### teach: pages "How it learns" and "Why?"

key-learning = puerta 7: aprender; un paso; de nuevo
learning-play = Aprender
learning-rest = Pausa
learning-step = Un paso
learning-again = Reiniciar
untaught = Aún no hay nada que aprender: muéstrale antes dos cosas.
untaught-teach = Muéstrale cosas
learning-rate = qué rápido aprende
learning-rate-field = tasa de aprendizaje
learning-hidden = neuronas en medio
learning-hidden-field = unidades ocultas
learning-decay = pesos pequeños
learning-decay-field = decaimiento de pesos
learning-share = imágenes que usa
learning-share-field = parte de entrenamiento
learning-noise = nombres falsos
learning-noise-field = ruido de etiquetas
learning-knob = { $plain } ({ $field })
learning-none = ninguna
learning-right = Aciertos
learning-loss = Cuánto falla (pérdida)
learning-counts = La que cuenta: imágenes que nunca ha visto
learning-no-test = Aún no hay nada reservado para una prueba: enséñale cada cosa más tiempo.
learning-shown = mostradas
learning-held-back = apartadas
learning-steps = { $steps ->
    [one] { $steps } paso, uno por cada imagen que llega
   *[other] { $steps } pasos, uno por cada imagen que llega
}
learning-pictures = Aprende de { $learned } imágenes; { $held } quedan apartadas.
learning-pictures-wrong = Aprende de { $learned } imágenes, { $wrong } con un nombre falso; { $held } quedan apartadas.
learning-explains-1 = La red misma se queda como está. Lo que aprende es una pequeña capa al final, llamada cabeza: recibe lo que la red saca de una imagen, su código, y responde con una de tus cosas. Con cada imagen que llega, vuelve a mirar todas las que has mostrado y ajusta un poco cada peso para que sus respuestas fallen menos (Adam, con todas las imágenes a la vez).
learning-explains-2 = De cada vez que mantuviste el botón se apartan las últimas imágenes: de ellas nunca aprende. Si acierta con lo que le mostraste y falla con esas, se lo ha aprendido de memoria. Pero son del mismo minuto que las otras: con otra luz u otra mesa quizá lo haga peor.
learning-explains-3 = Sus controles son los del Playground de TensorFlow: Smilkov y Carter, “A neural network playground”, 2016, playground.tensorflow.org.
key-why-mine = enséñale: ¿por qué dice eso?
why-mine-because = Dice “{ $name }” por esta parte.
why-mine-none = Dice: ninguna de ellas. Esta parte habla sobre todo a favor de “{ $name }”.
why-mine-for = Esta parte habla a favor de “{ $name }”.
why-mine-against = Ninguna parte habla a favor de “{ $name }”.
why-mine-no-place = Dice “{ $name }”. Esta red no guarda los lugares hasta el final: no se puede saber qué parte fue.
why-mine-by-mean = Compara con la media de tus imágenes.
why-mine-by-head = { $steps ->
    [one] Según lo que aprendió en { $steps } paso en la página anterior.
   *[other] Según lo que aprendió en { $steps } pasos en la página anterior.
}
why-mine-answered = Lo que dice
why-mine-nearest = Las tuyas más parecidas
why-mine-votes = Los detectores que más hablan a su favor
why-mine-touch = Toca uno y verás qué busca.
why-mine-explains-1 = La última capa tiene un mapa para cada uno de sus detectores, y de cada mapa solo sigue adelante la media. Por eso se puede decir con exactitud lo que cada lugar aporta a la respuesta: el valor de cada detector en él, por lo que ese detector habla a favor de tu cosa. El resplandor es esa suma; donde es mayor, brilla más. Es poco fino, como los últimos mapas.
why-mine-explains-2 = Cuánto habla un detector a favor de tu cosa es su peso en la capa que se entrenó en la página anterior. Si no se entrenó ninguna, o una con neuronas en medio, es cuánto más se enciende con esta cosa que con todas ellas de media. Las imágenes se comparan por lo que la red saca de ellas, visto desde esa media.
why-mine-explains-3 = Zhou, Khosla, Lapedriza, Oliva y Torralba, “Learning deep features for discriminative localization”, CVPR 2016.


### teach: page "Untangle it"
key-untangle = puerta 7: desenredar puntos de dos colores
key-untangle-play = allí: empezar; atrás, adelante; reiniciar
key-untangle-with = allí: puntos; capas; neuronas; ritmo
untangle-ring = disco en anillo
untangle-spirals = dos espirales
untangle-moons = dos lunas
untangle-own = tus propias dos cosas
untangle-weights = pesos
untangle-shift = sesgo
untangle-squash = apretón
untangle-line = recta
untangle-play = Empezar
untangle-rest = Pausa
untangle-where = dónde está
untangle-flat = la hoja plana
untangle-at-weights = capa { $number }: pesos
untangle-at-shift = capa { $number }: sesgo
untangle-at-squash = capa { $number }: apretón
untangle-at-line = la recta
untangle-doing-nothing = La hoja está plana.
untangle-doing-weights = Pesos: girar y estirar
untangle-doing-shift = Sesgo: mover
untangle-doing-squash = Apretón: curvar, más lo lejano
untangle-doing-line = Ahora debe bastar una recta
untangle-slanted = 3 neuronas: la hoja sube al espacio, vista de lado
untangle-layers = capas
untangle-cells = neuronas
untangle-speed = ritmo
untangle-speed-1 = muy lento
untangle-speed-2 = lento
untangle-speed-3 = medio
untangle-speed-4 = rápido
untangle-speed-5 = muy rápido
untangle-again = Reiniciar
untangle-right = de los puntos están en el lado de su color
untangle-learns = Aprende: prueba dónde estirar, girar, mover y curvar.
untangle-parted = ¡Una recta los separa! No se rompió nada.
untangle-parted-in-space = En el espacio pudo levantar un color y sacarlo del otro. No se rompió nada.
untangle-squeezed = Encontró huecos entre los puntos del anillo: ahí la hoja se estira y queda muy fina, pero no se rompe.
untangle-cannot = Con 2 neuronas la hoja sigue plana: el disco no puede salir de su anillo sin romperla. ¡Dale una tercera neurona!
untangle-stuck = Aún no los separa ninguna recta. Reinicia, o dale más neuronas o capas.
untangle-flat-sheet = Lo que eso significa en la hoja plana:
untangle-teach-first = Muéstrale antes dos cosas: sus imágenes serán los puntos.
untangle-explains-1 = Cada punto es un lugar de una hoja. Una capa le hace tres cosas a la hoja: sus pesos la giran y la estiran, su sesgo (bias) la mueve y su activación (tanh) la aprieta dentro de una caja. Nada de eso rompe la hoja ni la pliega sobre sí misma. Al final, la red puede trazar una sola línea recta.
untangle-explains-2 = Aprende justo lo que ves: cada vez que mira los puntos, todos los pesos y sesgos cambian un poco, para que haya más puntos en su lado. Con 2 neuronas por capa, la hoja se queda en el plano, y nadie puede sacar el disco del anillo sin romperla. Con 3 neuronas se mueve en el espacio, y ahí es fácil. Los colores de la hoja son las respuestas de la red: cuanto más vivos, más segura está.
untangle-explains-3 = La idea es de Chris Olah (“Neural Networks, Manifolds, and Topology”, 2014), y una red así vivió primero en ConvNetJS, de Andrej Karpathy. Aquí los pesos giran según su ángulo y estiran al mismo tiempo (descomposición polar), para que la hoja nunca se pliegue por el camino. “Tus propias dos cosas” son las imágenes que le enseñaste, tal como las ve la red grande, en las dos direcciones en que más se distinguen.
### teach: grow one from nothing
key-grow = puerta 7: una red desde cero
key-grow-play = puerta 7: aprende; un paso; reiniciar
key-grow-digit = puerta 7: otra cifra; recuadro vacío
key-grow-knob = puerta 7: otra vista; girar el control
grow-draw = Dibuja aquí una cifra
grow-yours = La tuya
grow-draw-one = Dibuja una cifra en el recuadro.
grow-next-digit = Otra cifra
grow-clear = Limpiar
grow-layer = capa { $layer }
grow-first-step = Qué busca cada uno, y dónde lo encuentra
grow-says-it = Dice
grow-it-is = Es un { $digit }
grow-right = Bien
grow-pause = Pausa
grow-play = Aprender
grow-one-step = Un paso
grow-again = Reiniciar
grow-time = Mirar atrás
grow-after = tras { $step } pasos
grow-now = ahora: { $step } pasos
grow-view-score = Qué tal va
grow-view-knobs = Cámbiala
grow-view-maps = Cómo ordena
grow-never-seen = bien, de { $count } cifras que nunca ha visto
grow-of-learned = { $percent } % de las que usa para aprender
grow-how-wrong = Cuánto falla
grow-steps = { $count ->
    [one] { $count } paso
   *[other] { $count } pasos
}
grow-learned = aprende de estas
grow-held-back = estas nunca las vio
grow-wrong = { $count ->
    [0] Ningún error
    [one] { $count } error: dice
   *[other] { $count } errores: dice
}
grow-mapping = Está ordenando 300 cifras…
grow-map-soon = …
grow-map-pixels = En píxeles
grow-map-step = Tras la capa { $step }
grow-map-answers = Al responder
grow-knob-layers = capas
grow-knob-detectors = detectores
grow-knob-activation = deja pasar
grow-knob-rate = ritmo
grow-knob-decay = pesos pequeños
grow-knob-noise = nombres falsos
grow-knob-share = cifras usadas
grow-knob-batch = cifras a la vez
grow-knob-shift = las desplaza
grow-activation-rectifier = lo positivo
grow-activation-hard-tanh = hasta uno
grow-activation-none = todo
grow-on = sí
grow-off = no
grow-usual = Como estaban
grow-explains-1 = Esta red empieza siendo ruido: nadie le dio ninguna regla. Cada vez que mira 64 cifras, cada peso se mueve un poco, para que la respuesta correcta sea un poco más probable. Lo que ves son sus pesos y lo que resulta de ellos, tal como están ahora.
grow-explains-2 = La capa 1 tiene 16 detectores. El cuadrito de 9 casillas es lo que busca un detector: el blanco habla a su favor, el negro en contra. Al lado se ve dónde lo encuentra en la cifra. La capa 2 mira lo que ha encontrado la capa 1, y la capa 3 lo que encontró la 2. Las barras son su respuesta.
grow-explains-3 = Aprende de 1437 cifras. Otras 360 están apartadas: con ellas solo se la pone a prueba. Donde las dos curvas se separan, aprende de memoria. Pruébalo: pocas cifras, sin desplazarlas o con nombres falsos.
grow-explains-4 = “Cómo ordena” junta las cifras que ve parecidas (t-SNE, van der Maaten y Hinton 2008), en píxeles y tras cada capa. Lo que dibujas se reduce igual que las demás: se cuenta la tinta en 8 por 8 casillas.
grow-explains-5 = Las cifras son de UCI, “Optical Recognition of Handwritten Digits” (Alpaydin y Kaynak 1998, CC BY 4.0). Según el Playground de Smilkov y Carter, Zeiler y Fergus (2013), que vieron crecer los rasgos, ConvNetJS de Karpathy y “Visualizing MNIST” de Olah. Aprende con Adam (Kingma y Ba 2014).

### teach: heads in files

head-written = lo que le enseñaste (este archivo te recuerda)
head-too-few = Muéstrale antes dos cosas: así habrá algo que escribir.
head-foreign = La cabeza del archivo se entrenó con { $network }: aquí no puede responder. Muéstrale cosas de nuevo o vuelve a esa red.

### dreams: the room

tab-dreams = En vivo
tab-deep = Imagen a fondo
tab-noise = Desde el ruido
tab-known = Lo que aún sabe
key-dreams = puerta 6: su sueño en vivo
key-deep = puerta 6: una imagen a fondo; caer dentro
key-noise = una palabra desde el ruido
key-known = lo que un paso aún sabe
dream-teach-first = Enséñale antes algo, en la puerta 7.

### dreams: the live page

dream-title = ¿Qué sueña?
dream-says = Añade a tu imagen lo que encuentra, una y otra vez.
dream-invites = Mueve la mano: lo que encuentra crece en ella.
dream-invites-still = Elige otro paso: encuentra otras cosas.
key-dream-strength = puerta 6: menos o más fuerte
key-dream-again = puerta 6: empezar de nuevo, otra imagen
key-dream-of-this = puerta 3: soñar con este detector
key-dream-of-thing = puerta 7: soñar con la cosa 1, 2, 3, 4
dream-your-camera = Tu cámara
dream-your-picture = Tu imagen
dream-in-its = En su sueño
dream-which = ¿Qué paso sueña? Toca uno.
dream-step = paso { $step }
dream-step-of = paso { $step } de { $steps }
dream-detector = detector { $number }
dream-detector-of-step = detector { $number } del paso { $step }
dream-how-strongly = ¿Con qué fuerza?
dream-strength = { $at ->
    [0] apenas
    [1] un poquito
    [2] un poco
    [3] bastante
    [4] fuerte
    [5] muy fuerte
   *[other] salvaje
 }
dream-go-on = Seguir
dream-again = Reiniciar
dream-lost = Demasiado rápido: empieza de nuevo.
dream-of-this = Soñar con este
dream-of-it = Soñar con eso
dream-explains-1 = La imagen recorre la red hasta un paso. Entonces cada píxel se cambia un poco, para que todo lo que ese paso ha encontrado se haga más fuerte: donde vio algo que recuerda a un ojo, hay más ojo. Eso se hace unas cuantas veces con cada imagen de la cámara. Lo que se añadió antes se desplaza con lo que se mueve y se vuelve a añadir, un poco más pálido: así el sueño crece, y te sigue.
dream-explains-2 = Uno de los primeros pasos sueña trazos; uno de los últimos, partes de animales: la red se entrenó con fotos, y en muchas salen animales. No se pinta nada que no haya encontrado, ni se copia ninguna otra imagen. La respuesta de la derecha es la suya, para la imagen soñada. El brillo medio se mantiene, para que nada parpadee.
dream-explains-3 = Se hace crecer (ascenso por gradiente), para un paso, la media de los cuadrados de sus activaciones; para un detector o una palabra, su propio valor; para una cosa que le enseñaste, el coseno entre el código de la imagen y la media de esa cosa. El detalle, que es el sueño menos la cámara, se desplaza por correlación de fase. Mordvintsev, Olah y Tyka, “Inceptionism: going deeper into neural networks”, 2015.

### dreams: one picture, deep

deep-title = ¿Qué sueña?
deep-says = Sueña más rato sobre una imagen, de lo grueso a lo fino.
deep-invites = Cae dentro o toma otra imagen.
deep-done = Listo.
deep-your-picture = Tu imagen
deep-new = Otra imagen
deep-zoom = Caer dentro
deep-forming = Sigue soñando: { $steps } de { $of }.
deep-falling = Caes dentro de su sueño. No tiene fin.
deep-explains-1 = Se deja fija una imagen, se reduce y se sueña sobre ella unos cuantos retoques. Luego se agranda; lo añadido se conserva, y se sigue soñando sobre ello hasta llegar al tamaño completo (octavas): por eso hay cosas grandes y pequeñas. Antes de cada retoque, la imagen se desplaza un poco (jitter), y lo grueso y lo fino del cambio pesan lo mismo (pirámide laplaciana), para que no se vea ninguna cuadrícula.
deep-explains-2 = “Caer dentro” amplía un poco el sueño, vuelve a soñar sobre él, y así sin parar. A los pocos segundos no queda nada de tu imagen: todo lo que ves lo encontró la red en lo que ella misma había hecho.
deep-explains-3 = Mordvintsev, Olah y Tyka, “Inceptionism: going deeper into neural networks”, 2015; la receta con octavas y jitter es la de su cuaderno DeepDream.

### dreams: out of noise

noise-title = Desde el ruido: toca una palabra
noise-says = Sin nada más que ruido, pinta cómo es para ella esa palabra.
noise-explains-1 = Empieza con ruido. Después cada píxel se cambia un poco, 150 veces, para que la palabra que tocaste sea más probable: lo que sale es lo que la red cree que es esa palabra, y no una foto. Cada vez ve otra parte de la imagen, más grande o más pequeña y un poco girada; si no, se conformaría con ruido.
noise-explains-2 = Los porcentajes son lo que la red responde a la imagen entera. Otra red quizá esté menos segura: lo que una ha aprendido no es todo lo que hace que una cosa sea lo que es. Se probaron ocho palabras con otras dos redes: las dos reconocieron siete de las imágenes, y ninguna el autobús escolar.
noise-explains-3 = Esto es maximización de la activación (Erhan et al., 2009), con coeficientes de Fourier y vistas al azar como en “Feature visualization” (Olah, Mordvintsev y Schubert, 2017). Las imágenes pequeñas se hicieron antes, de la misma manera.
noise-word-monarch = mariposa monarca
noise-word-pirate = barco pirata
noise-other = Otro ruido
noise-any-word = Buscar otra
noise-way = Lo segura que estaba de “{ $name }” por el camino:
noise-no-words = Esta red no tiene palabras.

### dreams: what a step still knows

known-title = ¿Qué sabe aún un paso de tu imagen?
known-says = Cada copia se hace solo con lo que encuentra un paso.
known-explains-1 = Una copia empieza siendo ruido. Sus píxeles se cambian hasta que el paso encuentra en ella lo mismo que en tu imagen. Por el camino, la original no se mira nunca.
known-explains-2 = Los primeros pasos aún saben casi cada píxel. Los últimos encuentran casi lo mismo en las dos imágenes, aunque tú ves que son distintas: valdrían muchas imágenes. Lo que echas en falta en una copia no se pudo reconstruir; eso no significa que el paso lo haya perdido.
known-explains-3 = “Lo mismo al 95 %” significa que la diferencia al cuadrado de los valores del paso es una vigésima parte de sus propios cuadrados. El método es de Mahendran y Vedaldi (“Understanding deep image representations by inverting them”, 2015); lo que se cambia son los coeficientes de la transformada de Fourier de la imagen.
known-no-layer = Ningún paso de esta red guarda una imagen.
known-after = tras el paso { $step }
known-says-it = dice: { $name } { $percent }
known-forming = se forma…
known-fits = el paso { $step } halla lo mismo al { $percent } %
known-fits-short = { $percent } % igual
known-truth = El último paso halla casi lo mismo en las dos, aunque tú ves la diferencia.
known-touch = Toca una copia: se hace grande.
known-new = Tomar otra imagen

### jobs

needs-whole-network = Esto solo se averigua con la red entera: vuelve a encenderlo todo.
