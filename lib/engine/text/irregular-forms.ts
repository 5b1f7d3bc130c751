import type { TermCount } from '../vocabulary/ports'
import { stemmerOf } from './stem'
import { termId } from './terms'

/** Forms of English words that no ending tells: a rule that takes endings off keeps them apart. */
const ENGLISH = `begin began begun|bite bit bitten|break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen
  |come came|deal dealt|dig dug|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought
  |find found|fly flew flown|forget forgot forgotten|get got gotten|give gave given|go went gone|grow grew grown|hang hung|hear heard
  |hide hid hidden|hold held|keep kept|know knew known|lead led|leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid
  |ride rode ridden|run ran|say said|see saw seen|sell sold|send sent|shoot shot|sing sang sung|sit sat|sleep slept|speak spoke spoken
  |spend spent|stand stood|steal stole stolen|stick stuck|strike struck|swear swore sworn|swim swam swum|take took taken
  |teach taught|tell told|think thought|throw threw thrown|understand understood|wake woke woken|wear wore worn|win won
  |write wrote written|child children|foot feet|life lives|man men|person people|tooth teeth|wife wives|woman women`

type Form = { id: number; term: string }
let forms: Map<number, Form[]> | undefined

/** By the id of each form, the others. */
function readForms(): Map<number, Form[]> {
  const { stem } = stemmerOf('en')
  const byId = new Map<number, Form[]>()
  for (const family of ENGLISH.split('|')) {
    const all = [
      ...new Set(
        family
          .trim()
          .split(' ')
          .map((word) => stem(word)),
      ),
    ].map((term) => ({ id: termId(term), term }))
    for (const { id } of all)
      byId.set(
        id,
        all.filter((other) => other.id !== id),
      )
  }
  return byId
}

/** A query's terms with the other forms of its words that are irregular in English: `buy` finds `bought`. */
export function withIrregularForms(terms: readonly TermCount[]): TermCount[] {
  forms ??= readForms()
  const known = new Set(terms.map(({ id }) => id))
  const more = terms.flatMap(({ id, count, word = id }) =>
    (forms?.get(id) ?? []).map((form) => ({ ...form, count, word })).filter((form) => !known.has(form.id)),
  )
  return more.length > 0 ? [...terms, ...more] : [...terms]
}
