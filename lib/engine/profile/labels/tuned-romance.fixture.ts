/** What the rules for French and Spanish were corrected on, in the notation of the English ones. */
export const TUNED_ROMANCE = `
Salut, je m'appelle Baptiste. => name=Baptiste
Je me nomme Inès Morel. => name=Inès Morel
Mon nom est Youssef Benali. => name=Youssef Benali
Appelle-moi Jo. => name=Jo
Appelez-moi Claire. => name=Claire
Je suis Élodie et j'ai une question. => name=Élodie
Je suis développeur web. => role=développeur web
Je suis une enseignante de Toulouse. => role=enseignante; location=Toulouse
Je suis pharmacienne. => role=pharmacienne
Je travaille en tant que chef de projet. => role=chef de projet
Je travaille chez Renault comme acheteuse. => company=Renault; role=acheteuse
Je suis étudiant à la Sorbonne. => role=étudiant; company=Sorbonne
En tant que comptable, je vérifie chaque chiffre. => role=comptable
Mon métier est boulanger. => role=boulanger
Je travaille chez Orange. => company=Orange
Je travaille à la SNCF. => company=SNCF
J'habite Paris. => location=Paris
Je vis au Québec. => location=Québec
J'habite en Bretagne. => location=Bretagne
Je viens de Genève. => location=Genève
J'ai emménagé à Bordeaux. => location=Bordeaux
Nous sommes basés à Grenoble. => location=Grenoble
Mon fuseau horaire est UTC+2. => timezone=UTC+2
Répondez en anglais. => language=English
Réponds-moi en allemand à partir de maintenant. => language=German
Écris toujours en néerlandais. => language=Dutch
Je parle italien et un peu espagnol. => ~language=Italian
Je préfère des exemples à la théorie. => preference:answers=exemples à la théorie
J'aime mieux les explications détaillées. => preference:answers=explications détaillées
Mon langage préféré est Python. => preference:programming language=Python
Mon système d'exploitation préféré est Linux. => preference:operating system=Linux
Je préfère Firefox à Chrome. => preference:Chrome or Firefox=Firefox à Chrome
Je n'aime pas les longs textes. => avoids=longs textes
Je n'utilise jamais de variables globales. => avoids=variables globales
Évite le jargon. => avoids=jargon
Pas d'emojis, s'il te plaît. => avoids=emojis
J'utilise Ubuntu. => ~uses=Ubuntu
J'utilise surtout Visual Studio Code. => ~uses=Visual Studio Code
Nous utilisons Terraform. => ~uses=Terraform
Je me sers de Vim. => ~uses=Vim
J'ai cinq ans d'expérience avec PHP. => expertise=PHP
J'ai 12 ans d'expérience dans la logistique. => expertise=logistique
Je suis spécialiste en cybersécurité. => expertise=cybersécurité
Je maîtrise Excel. => expertise=Excel
Je m'y connais en jardinage. => expertise=jardinage
Je suis débutante en Go. => learning=Go
J'apprends à jouer du piano. => learning=jouer du piano
Je suis en train d'apprendre Kotlin. => learning=Kotlin
Je n'ai aucune expérience avec Docker. => learning=Docker
Je ne connais pas Ansible. => learning=Ansible
Je développe une application météo. => ~project=application météo
Je suis dans l'équipe Infrastructure. => team=Infrastructure
Je travaille dans l'équipe support chez Free. => team=support; company=Free
Souviens-toi que j'habite à Metz. => location=Metz
Au fait, je suis architecte. => role=architecte
Est-ce que j'habite en France ? => 
Comment est-ce que je m'appelle ? => 
Suis-je expert en Python ? => 
Si je travaille chez Thales, ai-je droit à une prime ? => 
Imagine que je suis juge. => 
Admettons que je suis boulanger. => 
Mon collègue travaille chez Peugeot. => 
Ma femme est avocate. => 
Mon ami m'a dit qu'il habite à Nice. => 
« J'habite à Rennes » est une phrase correcte. => 
Traduis : « Je m'appelle Paul. » => 
Je suis désolée. => 
Je suis sûr que ça marche. => 
Je suis prêt. => 
Je suis là. => 
Je suis content du résultat. => 
Je suis en retard. => 
Je suis à la gare. => 
Je suis de retour. => 
Je ne suis plus étudiant. => 
Je n'habite pas à Paris. => 
Je veux devenir infirmière. => 
J'aimerais apprendre le chinois. => 
Je n'aime pas ton ton. => 
Je préfère attendre. => 
Je préfère le deuxième. => 
J'utilise ça tous les jours. => 
Je travaille beaucoup. => 
Je travaille à la maison. => 
Je travaille dessus. => 
Je vis avec mon chien. => 
Je viens de finir. => 
Je parle trop. => 
Je suis le premier à poser la question. => 
Je souffre d'asthme. => !health
Je suis musulmane. => !belief
Ma clé d'API est sk-abcdef1234567890abcdef. => !secret
Merci, c'est parfait. => 
Peux-tu m'aider ? => 
Buenas, me llamo Diego. => name=Diego
Mi nombre es Sofía Herrera. => name=Sofía Herrera
Puedes llamarme Pepe. => name=Pepe
Soy Marta. => name=Marta
Todos me llaman Chema. => name=Chema
Soy desarrollador web. => role=desarrollador web
Soy una profesora de Granada. => role=profesora; location=Granada
Soy farmacéutica. => role=farmacéutica
Trabajo de camarero. => role=camarero
Trabajo como jefa de proyecto en Inditex. => role=jefa de proyecto
Soy estudiante en la Universidad de Chile. => role=estudiante; company=Universidad de Chile
Como contable, reviso cada cifra. => role=contable
Mi profesión es electricista. => role=electricista
Trabajo para Iberdrola. => company=Iberdrola
Trabajo en el Banco Santander. => company=Banco Santander
Vivo en Ciudad de México. => location=Ciudad de México
Resido en Lima. => location=Lima
Vengo de Asturias. => location=Asturias
Me mudé a Valencia. => location=Valencia
Estamos ubicados en Quito. => location=Quito
Mi zona horaria es UTC-3. => timezone=UTC-3
Respóndeme en inglés. => language=English
Contesta siempre en italiano a partir de ahora. => language=Italian
Escribe en portugués. => language=Portuguese
Hablo alemán y un poco de ruso. => ~language=German
Prefiero ejemplos a teoría. => preference:answers=ejemplos a teoría
Prefiero explicaciones detalladas. => preference:answers=explicaciones detalladas
Mi lenguaje favorito es Go. => preference:programming language=Go
Mi editor preferido es Emacs. => preference:editor=Emacs
Prefiero Firefox a Chrome. => preference:Chrome or Firefox=Firefox a Chrome
No me gustan los textos largos. => avoids=textos largos
No soporto el ruido. => avoids=ruido
Nunca uso variables globales. => avoids=variables globales
Evita la jerga. => avoids=jerga
Sin emojis, por favor. => avoids=emojis
Uso Ubuntu. => ~uses=Ubuntu
Uso sobre todo Visual Studio Code. => ~uses=Visual Studio Code
Utilizamos Terraform. => ~uses=Terraform
Estoy usando Spring Boot. => ~uses=Spring Boot
Tengo cinco años de experiencia con PHP. => expertise=PHP
Llevo diez años trabajando con Oracle. => expertise=Oracle
Soy especialista en ciberseguridad. => expertise=ciberseguridad
Domino muy bien Excel. => expertise=Excel
Sé mucho de jardinería. => expertise=jardinería
Soy principiante en Rust. => learning=Rust
Estoy aprendiendo a tocar el piano. => learning=tocar el piano
Aprendo japonés. => learning=japonés
No tengo experiencia con Ansible. => learning=Ansible
Estoy desarrollando una aplicación del tiempo. => ~project=aplicación del tiempo
Formo parte del equipo de Infraestructura. => team=Infraestructura
Recuerda que vivo en Cuenca. => location=Cuenca
Por cierto, soy arquitecta. => role=arquitecta
¿Vivo en España? => 
¿Cómo me llamo? => 
¿Soy experto en Python? => 
Si trabajo en Repsol, ¿tengo derecho a un bono? => 
Imagina que soy juez. => 
Digamos que soy panadero. => 
Mi compañero trabaja en Seat. => 
Mi mujer es abogada. => 
Mi amigo dice que vive en Murcia. => 
«Vivo en León» es una frase correcta. => 
Traduce: «Me llamo Pablo». => 
Soy consciente de ello. => 
Soy el primero en preguntar. => 
Soy nuevo aquí. => 
Soy yo. => 
Soy muy feliz. => 
Estoy seguro de que funciona. => 
Estoy en la estación. => 
Estoy de vuelta. => 
Ya no soy estudiante. => 
No vivo en Madrid. => 
Quiero ser enfermera. => 
Me gustaría aprender chino. => 
No me gusta tu tono. => 
Prefiero esperar. => 
Prefiero el segundo. => 
Uso eso todos los días. => 
Trabajo mucho. => 
Trabajo en casa. => 
Trabajo en ello. => 
Vivo con mi perro. => 
Vengo de comer. => 
Hablo demasiado. => 
Como mucho, dos páginas. => 
Como siempre, gracias. => 
Sufro de asma. => !health
Soy musulmana. => !belief
Mi clave de API es sk-abcdef1234567890abcdef. => !secret
Gracias, perfecto. => 
¿Puedes ayudarme? => 
`
