/** Words that tell what a preference is about, by its topic; in English, German, French and Spanish. */
const WORDS: Record<string, string> = {
  answers:
    'answer answers reply replies response responses explanation explanations bullet bullets paragraph paragraphs prose examples example summary summaries words sentences detail details antwort antworten erklärung erklärungen beispiel beispiele stichpunkte stichpunkten absätze sätze wörter texte zusammenfassungen réponse réponses explication explications exemple exemples résumé résumés phrases détails paragraphes respuesta respuestas explicación explicaciones ejemplo ejemplos resumen resúmenes frases detalles párrafos',
  editor: 'vim neovim emacs nano helix intellij pycharm webstorm sublime zed',
  browser: 'firefox chrome safari chromium brave',
  'operating system': 'linux macos windows ubuntu debian fedora bsd',
  'programming language':
    'python typescript javascript java kotlin rust golang haskell scala ruby php perl clojure elixir swift julia c++ c# cobol',
  framework: 'react vue svelte angular django rails flask fastapi laravel next.js nuxt',
  database: 'postgres postgresql mysql mariadb sqlite mongodb redis',
  'package manager': 'npm pnpm yarn pip poetry cargo',
  tests: 'vitest jest pytest junit mocha cypress playwright',
  units:
    'metric imperial celsius fahrenheit kilometers kilometres miles metrische metrisch kilometer meilen métriques kilomètres métricas kilómetros',
  theme: 'dark-mode light-mode darkmode lightmode dunkelmodus hellmodus',
  tone: 'addressed formally informally formal informal casual polite duzen siezen gesiezt geduzt förmlich tutoie tutoies vouvoie vouvoies tutoiement vouvoiement tuteo tutees tuteen',
  food: 'recipes recipe vegetarian vegan food meals dishes rezepte vegetarische vegane gerichte essen recettes végétariennes repas recetas vegetarianas veganas platos comida',
}

const BY_WORD = new Map(
  Object.entries(WORDS).flatMap(([topic, words]) => words.split(' ').map((word) => [word, topic] as const)),
)

/** Names that people give a topic, where another one is kept. */
const NAMES: Record<string, string> = {
  sprache: 'programming language',
  programmiersprache: 'programming language',
  language: 'programming language',
  'programming language': 'programming language',
  datenbank: 'database',
  betriebssystem: 'operating system',
  browser: 'browser',
  langage: 'programming language',
  'langage de programmation': 'programming language',
  éditeur: 'editor',
  navigateur: 'browser',
  "système d'exploitation": 'operating system',
  'base de données': 'database',
  lenguaje: 'programming language',
  'lenguaje de programación': 'programming language',
  navegador: 'browser',
  'sistema operativo': 'operating system',
  'base de datos': 'database',
}

/** The topic of what is preferred, by the first word that tells one. */
export function topicOf(value: string): string | undefined {
  const words =
    value
      .toLowerCase()
      .replace(/\b(dark|light) mode\b/g, '$1-mode')
      .match(/[\p{L}\p{N}.+#-]+/gu) ?? []
  const topics = words.flatMap((word) => BY_WORD.get(word.replace(/\.$/, '')) ?? [])
  return topics.includes('answers') ? 'answers' : topics[0]
}

/** A topic that somebody named, as it is kept: lower case, and one word for one thing. */
export function nameTopic(name: string): string {
  const lower = name.trim().toLowerCase()
  return NAMES[lower] ?? lower
}
