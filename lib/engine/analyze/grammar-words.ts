/** Small words that hold a sentence together, separated by spaces and in small letters. */
type GrammarWords = {
  prepositions?: string
  /** "a", "another" */
  indefinite?: string
  /** "the", "my" */
  definite?: string
  /** Begin a question of their own, or point to what was said. */
  asking?: string
  /** Begin a clause, or join two. */
  clause?: string
  /** Join two things: "and", "or". */
  joining?: string
  /** Stand before what is named, and are no part of its name. */
  leading?: string
}

/** By language; of a kind that has no words here, none are known. */
const GRAMMAR_WORDS: Record<string, GrammarWords> = {
  en: {
    prepositions: [
      'after as at before by during except for from in inside into on over per since through to under until via with',
      'within without',
    ].join(' '),
    indefinite: 'a an another',
    definite: 'the my our your',
    asking: [
      'how what why who whom when where which is are was were do does did can could may must should will would has have',
      'i we you he she they it its this that these those one ones other others same more less else now not yes no ok okay',
      'thanks please show tell give explain make try',
    ].join(' '),
    clause: 'when if while because that who which and or',
    joining: 'and or nor',
    leading: 'the a an any my our your for on in with using via about by to from',
  },
  de: {
    prepositions: 'an auf aus bei bis für im in mit nach ohne pro seit über unter von vor zu',
    indefinite: 'ein eine einen einem einer',
    definite: 'der die das den dem mein meine',
    asking: 'wie was warum wer wen wann wo welche welcher welches ist sind kann darf ich er sie es danke',
    clause: 'wenn weil dass und oder',
    joining: 'und oder',
    leading: 'der die das den dem ein eine einen einem einer',
  },
  fr: {
    prepositions: "à après avant avec chez dans depuis en jusqu'à par pendant pour sans sous sur",
    indefinite: 'un une',
    definite: 'le la les mon ma mes',
    asking: 'comment quoi pourquoi qui quand où quel quelle est sont je il elle merci',
    clause: 'quand si que et ou',
    joining: 'et ou',
    leading: 'le la les l un une des',
  },
  es: {
    prepositions: 'antes bajo con desde después durante en hasta para por sin sobre',
    indefinite: 'un una uno',
    definite: 'el la los las mi mis',
    asking: 'cómo como qué quién cuándo dónde cuál es son puedo gracias',
    clause: 'cuando si que y o',
    joining: 'y o',
    leading: 'el la los las',
  },
  it: { definite: 'il lo', joining: 'e o', leading: 'il lo la gli i le' },
  pt: { joining: 'e ou', leading: 'os as' },
  nl: { joining: 'en of', leading: 'de het' },
}

/** The words of a kind, of all languages. */
export function grammarWords(kind: keyof GrammarWords): ReadonlySet<string> {
  return new Set(Object.values(GRAMMAR_WORDS).flatMap((words) => words[kind]?.split(' ') ?? []))
}
