import type { TermCount } from '../vocabulary/ports'
import { stemmerOf } from './stem'
import { termId } from './terms'

/** What a word of the same meaning counts beside the word itself. */
const SYNONYM_SHARE = 0.2

/**
 * English words of daily life that one says for another or for a kind of it, as people ask: the child is a son in the answer.
 * A word may stand in several families.
 */
const ENGLISH = `kid child son daughter|mom mother mum parent|dad father parent|grandma grandmother|grandpa grandfather
  |sibling brother sister|husband wife spouse partner|relative cousin aunt uncle family|baby newborn|friend buddy pal
  |wedding marry marriage|divorce split breakup|pregnant pregnancy|pet dog cat animal|dog puppy pup|cat kitten
  |job work employ position career|profession career job|boss manager supervisor|colleague coworker|company firm business
  |salary pay wage|dismiss fire lay|resign quit leave|meeting appointment|project plan
  |house home|apartment flat|move relocate|address street|live reside|neighbor neighbour|furniture sofa table chair
  |buy purchase|shop store|present gift|price cost|cheap inexpensive|expensive costly|money cash|rent lease|sell sale
  |car vehicle|bike bicycle|accident crash|trip travel journey vacation holiday|visit travel|city town|country nation
  |hotel inn|flight fly plane|hike trail|beach ocean sea|nature outdoor forest mountain|park garden|plant flower
  |movie film|photo picture photograph image|book novel|song music|music band concert|instrument guitar piano violin drum
  |game play|art paint draw sculpture|painting art|hobby pastime interest activity|photography camera
  |sport basketball soccer football tennis baseball|exercise workout gym fitness yoga|race marathon run
  |competition contest tournament|prize award trophy|win victory
  |food meal dish|cook bake|recipe dish|dinner supper|dessert cake cookie pie|drink beverage|restaurant cafe diner
  |doctor physician|ill sick|illness disease|injury hurt|hospital clinic|medicine drug|nervous anxious|relax destress
  |stress pressure|happy glad|sad unhappy|afraid scare fear|angry upset|proud pride|tired exhaust
  |birthday celebrate|party celebration|event festival fair conference parade|volunteer charity|donate donation
  |help assist support|join attend participate|class course lesson|learn study|school college university
  |teacher instructor|student pupil|exam test|degree major|church religion faith|war military army
  |phone call|computer laptop|program code|fix repair|break damage|lose miss|find discover|talk speech speak
  |begin start|end finish complete|goal aim dream|plan intend|try attempt|suggest recommend advice|choose pick select decide
  |reason cause|inspire motivate|symbol represent|favorite favourite|like enjoy love|want wish|large big|small little
  |fast quick|kind type sort`

type Form = { id: number; term: string }
let synonyms: Map<number, Map<number, Form>> | undefined

/** By the id of each word, those of its families. */
function readSynonyms(): Map<number, Map<number, Form>> {
  const { stem } = stemmerOf('en')
  const byId = new Map<number, Map<number, Form>>()
  for (const family of ENGLISH.split('|')) {
    const words = family
      .trim()
      .split(' ')
      .map((word) => stem(word))
    const all = words.map((term) => ({ id: termId(term), term }))
    for (const { id } of all) {
      const others = byId.get(id) ?? new Map<number, Form>()
      for (const other of all) if (other.id !== id) others.set(other.id, other)
      byId.set(id, others)
    }
  }
  return byId
}

/** A query's terms with English words of daily life that mean the same as one of its own: `kids` finds `son`, for less. */
export function withSynonyms(terms: readonly TermCount[]): TermCount[] {
  synonyms ??= readSynonyms()
  const known = new Set(terms.map(({ id }) => id))
  const more: TermCount[] = []
  for (const { id, count, word = id } of terms) {
    for (const form of synonyms.get(id)?.values() ?? []) {
      if (known.has(form.id)) continue
      known.add(form.id)
      more.push({ ...form, count: SYNONYM_SHARE * count, word })
    }
  }
  return more.length > 0 ? [...terms, ...more] : [...terms]
}
