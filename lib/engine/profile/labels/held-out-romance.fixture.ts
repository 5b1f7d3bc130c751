/** Held out: the rules for French and Spanish never saw these. Written before them, in the notation of the tuned ones. */
export const HELD_OUT_ROMANCE = `
Bonjour, je m'appelle Camille Durand. => name=Camille Durand
Moi, c'est Hugo. => name=Hugo
Mon prénom est Anaïs. => name=Anaïs
Tu peux m'appeler Léo. => name=Léo
Je suis infirmière à Lyon. => role=infirmière; location=Lyon
Je travaille comme géomètre. => role=géomètre
Je suis ingénieur chez Airbus. => role=ingénieur; company=Airbus
Je travaille pour la Banque Postale. => company=Banque Postale
Je bosse chez Decathlon. => company=Decathlon
J'habite à Saint-Étienne. => location=Saint-Étienne
Je vis à Marseille depuis dix ans. => location=Marseille
Je viens de déménager à Nantes. => location=Nantes
Réponds toujours en français, s'il te plaît. => language=French
Ma langue maternelle est l'arabe. => language=Arabic
Je parle portugais. => ~language=Portuguese
Je suis dans le fuseau horaire Europe/Paris. => timezone=Europe/Paris
Je préfère les réponses courtes. => preference:answers=réponses courtes
Mon éditeur préféré est Neovim. => preference:editor=Neovim
Je n'aime pas les tableaux. => avoids=tableaux
Je déteste le jargon. => avoids=jargon
N'utilise jamais d'emojis. => avoids=emojis
J'utilise Debian. => ~uses=Debian
On utilise GitLab pour tout. => ~uses=GitLab
J'ai huit ans d'expérience en comptabilité. => expertise=comptabilité
Je m'y connais bien en SQL. => expertise=SQL
Je suis expert en droit fiscal. => expertise=droit fiscal
Je débute en Rust. => learning=Rust
J'apprends le japonais. => learning=japonais
Je n'ai jamais travaillé avec Kubernetes. => learning=Kubernetes
Je travaille sur une application de recettes. => ~project=application de recettes
Je fais partie de l'équipe Paiements. => team=Paiements
Est-ce que je suis administrateur ? => 
Suis-je développeur ou testeur selon toi ? => 
Si j'étais médecin, que ferais-je ? => 
Imaginons que je travaille chez Google. => 
Supposons que j'habite à Rome. => 
Mon chef s'appelle Bernard. => 
Ma sœur habite à Lille. => 
Il dit : « Je suis avocat. » => 
Elle m'a écrit : "J'habite à Brest". => 
Je suis fatigué. => 
Je suis en train de lire. => 
Je suis d'accord. => 
Je ne suis pas développeur. => 
Je voudrais devenir pilote. => 
Je n'aime pas ça. => 
J'habite loin. => 
Je suis à la recherche d'un hôtel. => 
J'ai du diabète. => !health
Mon mot de passe est soleil42. => !secret
Je suis catholique. => !belief
Merci beaucoup ! => 
Comment s'appelle ce module ? => 
J'utilise souvent ce mot. => 
Je préfère pas répondre. => 
Hola, me llamo Lucía Fernández. => name=Lucía Fernández
Mi nombre es Mateo. => name=Mateo
Llámame Nico. => name=Nico
Soy Valeria y tengo una duda. => name=Valeria
Soy enfermera en Sevilla. => role=enfermera; location=Sevilla
Trabajo como traductor. => role=traductor
Soy ingeniera de software en Telefónica. => role=ingeniera de software; company=Telefónica
Trabajo para la Cruz Roja. => company=Cruz Roja
Trabajo en Mercadona como cajera. => company=Mercadona; role=cajera
Vivo en Valparaíso. => location=Valparaíso
Vivo en Bogotá desde hace tres años. => location=Bogotá
Me he mudado a Zaragoza. => location=Zaragoza
Soy de Montevideo. => location=Montevideo
Responde siempre en español, por favor. => language=Spanish
Mi lengua materna es el catalán. => language=Catalan
Hablo francés. => ~language=French
Estoy en la zona horaria America/Bogota. => timezone=America/Bogota
Prefiero las respuestas cortas. => preference:answers=respuestas cortas
Mi navegador favorito es Firefox. => preference:browser=Firefox
No me gustan las tablas. => avoids=tablas
Odio las reuniones. => avoids=reuniones
No uses nunca emojis. => avoids=emojis
Uso Fedora. => ~uses=Fedora
Usamos Jenkins para todo. => ~uses=Jenkins
Tengo doce años de experiencia en logística. => expertise=logística
Soy experto en derecho laboral. => expertise=derecho laboral
Se me da bien Excel. => expertise=Excel
Soy nueva en Kotlin. => learning=Kotlin
Estoy aprendiendo alemán. => learning=alemán
Nunca he trabajado con Docker. => learning=Docker
Estoy trabajando en una aplicación de recetas. => ~project=aplicación de recetas
Estoy en el equipo de Pagos. => team=Pagos
¿Soy administrador? => 
¿Trabajo en Google o en Meta? => 
Si fuera médico, ¿qué haría? => 
Imaginemos que trabajo en la NASA. => 
Supongamos que vivo en Roma. => 
Mi jefe se llama Ramón. => 
Mi hermana vive en Vigo. => 
Él dijo: «Soy abogado». => 
Ella me escribió: "Vivo en Cádiz". => 
Estoy cansado. => 
Estoy en ello. => 
Estoy de acuerdo. => 
No soy programador. => 
Me gustaría ser piloto. => 
No me gusta eso. => 
Vivo lejos. => 
Estoy buscando un hotel. => 
Tengo diabetes. => !health
Mi contraseña es girasol99. => !secret
Soy católico. => !belief
¡Muchas gracias! => 
¿Cómo se llama este módulo? => 
Uso mucho esa palabra. => 
`
