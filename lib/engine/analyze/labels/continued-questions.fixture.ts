import { analyzeQuery } from '../analyze-query'

/**
 * Follow-ups that take the question before on: what was asked before (turns parted by `;`), the follow-up, and the whole
 * questions a reader would take it for, parted by `/`. Case and marks at the end do not count.
 */
const LINES = `
How do I install it? | And on Windows? | How do I install it on Windows
How do I install the client on Debian? | And on Windows? | How do I install the client on Windows
How do I export a module as YAML? | And as JSON? | How do I export a module as JSON
How much does the plan cost per month? | And per year? | How much does the plan cost per year
How much does it cost? | and for teams | How much does it cost for teams
Does it support French? | And German? | Does it support German
Does the importer read TOML? | What about JSON? | Does the importer read JSON
Which browsers does the extension support? | And in Safari? | Which browsers does the extension support in Safari
How do I debug a component in Firefox? | And in Safari? | How do I debug a component in Safari
How do I write a plugin in Java? | What about Python? | How do I write a plugin in Python
How do I write a plugin in Java? | How about in Python? | How do I write a plugin in Python
What does the team plan include? | And the enterprise plan? | What does the enterprise plan include
What does the team plan include? | What about the free plan? | What does the free plan include
Can an editor publish? | And a reviewer? | Can a reviewer publish
Can an editor delete a module? | What about viewers? | Can viewers delete a module
Who can invite members? | And with an API key? | Who can invite members with an API key
How long are logs kept? | And backups? | How long are backups kept
How long are logs kept on the free plan? | And on the paid plan? | How long are logs kept on the paid plan
Where are drafts stored? | And versions? | Where are versions stored
Is the password encrypted? | And the API key? | Is the API key encrypted
How do I reset my password? | Without e-mail? | How do I reset my password without e-mail
How do I reset my password? | And from the command line? | How do I reset my password from the command line
How do I publish a module? | Over HTTP? | How do I publish a module over HTTP
How do I publish a module? | And with curl? | How do I publish a module with curl
How do I publish a module? | And for a colleague? | How do I publish a module for a colleague
How do I archive a module? | And a release? | How do I archive a release
How do I archive a module? | And several at once? | How do I archive several at once / How do I archive several modules at once
What happens when I delete a profile? | And a module? | What happens when I delete a module
When is a summary written? | And an embedding? | When is an embedding written
What is the limit for uploads? | And for messages? | What is the limit for messages
What is the default port? | And on a Mac? | What is the default port on a Mac
Which command starts the server? | And in Docker? | Which command starts the server in Docker
Which command starts the server? | in the background? | Which command starts the server in the background
Does Safari support it? | And Chrome? | Does Chrome support it
Do hooks work in class components? | And in functions? | Do hooks work in functions
Do hooks work in class components? | but in event handlers? | Do hooks work in event handlers
Why is the first render slow? | And the second render? | Why is the second render slow
Why is it slow in production? | And in development? | Why is it slow in development
Should I use a reducer for forms? | And for tables? | Should I use a reducer for tables
How many tokens does a chunk have? | And a summary? | How many tokens does a summary have
How many people can join before payment? | And after payment? | How many people can join after payment
Is there a discount for schools? | And for charities? | Is there a discount for charities
Is there a discount for schools? | In Germany? | Is there a discount for schools in Germany
How do I install it? ; And on Windows? | And on macOS? | How do I install it on macOS
How do I install it? ; And on Windows? | And without admin rights? | How do I install it on Windows without admin rights
How much does the plan cost per month? ; And per year? | And for teams? | How much does the plan cost per year for teams
Does it support French? ; And German? | And Dutch? | Does it support Dutch
Can an editor publish? ; And a reviewer? | And a viewer? | Can a viewer publish
Wie installiere ich das Programm? | Und unter Windows? | Wie installiere ich das Programm unter Windows
Wie installiere ich das Programm unter Linux? | Und unter Windows? | Wie installiere ich das Programm unter Windows
Was kostet das Abo pro Monat? | Und pro Jahr? | Was kostet das Abo pro Jahr
Was kostet das Abo? | Und für Schulen? | Was kostet das Abo für Schulen
Gibt es Rabatt für Studenten? | Und für Lehrer? | Gibt es Rabatt für Lehrer
Wie lösche ich ein Modul? | Und ein Profil? | Wie lösche ich ein Profil
Wie setze ich mein Passwort zurück? | Ohne E-Mail? | Wie setze ich mein Passwort ohne E-Mail zurück / Wie setze ich mein Passwort zurück ohne E-Mail
Unterstützt der Import JSON? | Und YAML? | Unterstützt der Import YAML
Wo liegen die Protokolle? | Und die Sicherungen? | Wo liegen die Sicherungen
Comment installer le client ? | Et sous Windows ? | Comment installer le client sous Windows
Comment installer le client sous Linux ? | Et sous Windows ? | Comment installer le client sous Windows
Combien coûte l'abonnement par mois ? | Et par an ? | Combien coûte l'abonnement par an
Combien coûte l'abonnement ? | Et pour les écoles ? | Combien coûte l'abonnement pour les écoles
Comment supprimer un module ? | Et un profil ? | Comment supprimer un profil
Est-ce que l'import lit le JSON ? | Et le YAML ? | Est-ce que l'import lit le YAML
Où sont les journaux ? | Et les sauvegardes ? | Où sont les sauvegardes
¿Cómo instalo el cliente? | ¿Y en Windows? | ¿Cómo instalo el cliente en Windows
¿Cómo instalo el cliente en Linux? | ¿Y en Windows? | ¿Cómo instalo el cliente en Windows
¿Cuánto cuesta el plan por mes? | ¿Y por año? | ¿Cuánto cuesta el plan por año
¿Cuánto cuesta el plan? | ¿Y para escuelas? | ¿Cuánto cuesta el plan para escuelas
¿Cómo borro un módulo? | ¿Y un perfil? | ¿Cómo borro un perfil
¿La importación lee JSON? | ¿Y YAML? | ¿La importación lee YAML
¿Dónde están los registros? | ¿Y las copias? | ¿Dónde están las copias
`

type ContinuedQuestion = { before: string[]; query: string; accepted: string[] }

export const CONTINUED_QUESTIONS: ContinuedQuestion[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [before = '', query = '', accepted = ''] = line.split(' | ')
    return { before: before.split(' ; '), query, accepted: accepted.split(' / ') }
  })

/** Those that are read as another question, with what they were read as. */
export function misreadQuestions(): (ContinuedQuestion & { read: string })[] {
  return CONTINUED_QUESTIONS.flatMap((question) => {
    const turns = question.before.map((content, at) => ({ id: `t${at}`, role: 'user' as const, content }))
    const read = analyzeQuery(question.query, turns).standaloneQuery
    return question.accepted.some((whole) => plain(whole) === plain(read)) ? [] : [{ ...question, read }]
  })
}

const plain = (text: string) => text.replace(/^[¿¡]|[\s?.!]+$/gu, '').toLowerCase()
