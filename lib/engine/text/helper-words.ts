/**
 * Words that stand for things or relate them and name none: indefinite pronouns, quantities, prepositions, conjunctions and
 * adverbs of closed classes. Texts are searched by them, since “without” and “again” tell passages apart; that an answer does
 * not hold them says nothing. Those that are stop words anyway are left out here.
 */
const HELPER_WORDS: Record<string, string> = {
  en: [
    'someone somebody something somewhere anyone anybody anything anywhere everyone everybody everything everywhere nobody',
    'nothing nowhere none one ones else others own every either neither few several without within during inside beside',
    'besides behind along across toward towards upon around above below against among although though unless whether may',
    'shall again yet ever once twice instead themselves itself myself yourself herself himself ourselves',
    // no text is found by “take”, a stop word: none need hold another form of it
    'comes coming gets getting gotten makes making made says saying takes taking took taken',
  ].join(' '),
  de: 'mehrere mehreren mehrerer innerhalb außerhalb entlang obwohl falls sofern nochmal nochmals zweimal stattdessen',
  fr: [
    'quelque quelques rien tout toute tous toutes aucun aucune chacun chacune chaque autre autres mêmes plusieurs certains',
    'certaines pendant durant contre entre derrière devant parmi vers malgré afin puisque doit dois doivent devoir encore',
    'toujours jamais déjà aussi plutôt ailleurs',
  ].join(' '),
  es: [
    'alguien algo nadie nada todo toda todos todas alguno alguna algunos algunas ninguno ninguna cada otra otros otras mismo',
    'misma propio propia ambos ambas varios varias muchos muchas pocos entre detrás delante aunque mientras debe deben debo',
    'siempre nunca',
  ].join(' '),
  it: [
    'qualcuno qualcosa nessuno niente nulla tutta tutte ogni ognuno altro altra altri altre stesso stessa proprio propria',
    'entrambi alcuni alcune molti molte pochi senza durante fra dietro davanti benché mentre deve devono devo ancora sempre',
    'mai già invece',
  ].join(' '),
  pt: [
    'alguém algo ninguém nada tudo todo toda todos todas algum alguma alguns algumas nenhum nenhuma cada outro outra outros',
    'outras mesma próprio própria ambos ambas vários várias muitas poucos durante contra atrás embora enquanto deve devem devo',
    'sempre nunca',
  ].join(' '),
  nl: [
    'niemand allen iedereen elk elke ieder iedere ander anderen eigen beide beiden enkele meerdere weinig tijdens tussen achter',
    'naast hoewel terwijl tenzij moeten mag mogen weer opnieuw nooit ooit',
  ].join(' '),
}

const sets = new Map<string, ReadonlySet<string>>()

/** Those of a text, as often as they stand in it. @param language BCP 47 primary subtag; English where there is no list */
export function findHelperWords(text: string, language: string): string[] {
  const key = Object.hasOwn(HELPER_WORDS, language) ? language : 'en'
  const words = sets.get(key) ?? new Set(HELPER_WORDS[key]!.split(' '))
  sets.set(key, words)
  return (
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{M}]+/gu) ?? []
  ).filter((word) => words.has(word))
}
