import { readLanguage } from './languages'
import { NOT_OWN } from './own-words'
import type { Reading, RuleLanguage } from './rule'
import { readTimezone } from './timezones'
import { nameTopic, topicOf } from './topics'

export type ReadFact = { key: string; value: string }

const MAX_LENGTH = 100
const MAX_WORDS = 10

const NAME =
  /^(?:(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau)\.? )?\p{Lu}[\p{L}'-]*(?: (?:(?:van|von|de|da|der|den|le|la) ){0,2}\p{Lu}[\p{L}'-]*){0,2}(?![\p{L}\p{N}])/u
/** Capitalized, and no name of anybody. */
const NO_NAME =
  /^(?:I|In|On|At|The|A|An|Not|No|Yes|Ok|Okay|Sorry|Sure|Fine|Here|Just|Also|So|Very|From|German|English|UTC|GMT|Team|Experte|Expertin|Anfänger|Anfängerin|Kein|Keine|Ein|Eine|Un|Une|Una|Le|La|Les|El|Los|Las|De|En|Oui|Non|Sí)$/
const PLACE =
  /^\p{Lu}[\p{L}'.-]*(?: (?:(?:de|del|do|da|sur|am|an der) )?(?:(?:la|las|los) )?\p{Lu}[\p{L}'.-]*){0,3}(?:, \p{Lu}[\p{L}'.-]*(?: \p{Lu}[\p{L}'.-]*)?)?/u

/** In small letters it is no part of the name, as it is in “La Paz”. */
const PLACE_ARTICLE = /^(?:the |la |les |l'|el |los |las )/

/** What a clause says, read as what it is; nothing where it does not look like that. */
export function readValue(
  found: { key: string; value: string; topic?: string },
  reading: Reading,
  language: RuleLanguage,
): ReadFact[] {
  const { key } = found
  const raw = found.value.trim()
  if (raw.includes(NOT_OWN)) return []
  const one = (value: string | undefined) => (value === undefined || value === '' ? [] : [{ key, value }])
  switch (reading) {
    case 'name':
      return one(readName(raw, language))
    case 'statedName':
      return one(key === 'name' ? (readName(raw, language) ?? readLowerName(raw)) : readThing(raw, language))
    case 'occupation':
      return readOccupation(key, raw, language)
    case 'organisation':
      return readOrganisation(key, raw, language)
    case 'team':
      return readTeam(key, raw, language)
    case 'place':
      return one(PLACE.exec(cut(raw, language).replace(PLACE_ARTICLE, ''))?.[0])
    case 'language':
      return one(readLanguage(raw.replace(language.article, '')))
    case 'timezone':
      return one(readTimezone(raw))
    case 'thing':
      return one(readThing(raw, language))
    case 'project':
      return one(readThing(raw, language))
    case 'dislike':
      return one(readThing(raw, language))
    case 'preference':
      return readPreference(raw, found.topic, language, false)
    case 'liking':
      return readPreference(raw, undefined, language, true)
  }
}

function readName(raw: string, language: RuleLanguage): string | undefined {
  const name = NAME.exec(raw)?.[0]
  if (name === undefined || NO_NAME.test(name.split(' ')[0] ?? '') || readLanguage(name)) return undefined
  return language.afterName.test(raw.slice(name.length)) ? name : undefined
}

/** Who says “my name is” means a name, also in small letters. */
function readLowerName(raw: string): string | undefined {
  return /^\p{Ll}[\p{L}'-]{1,30}$/u.test(raw) && !/^(?:not|the|on|in|nicht)$/.test(raw) ? raw : undefined
}

function readOccupation(key: string, raw: string, language: RuleLanguage): ReadFact[] {
  if (language.pointer.test(raw)) return []
  let role = raw
  const more: ReadFact[] = []
  for (const { key: tailKey, reading, pattern } of language.tails) {
    const match = pattern.exec(role)
    if (!match || match.index === 0 || tailKey === 'role') continue
    const value = match.groups?.value ?? ''
    more.push(...readValue({ key: tailKey, value }, reading, language))
    role = role.slice(0, match.index)
  }
  const value = cut(role, language)
  return language.isOccupation(value) ? [{ key, value }, ...more] : []
}

function readOrganisation(key: string, raw: string, language: RuleLanguage): ReadFact[] {
  const role = language.tails.find((tail) => tail.key === 'role')
  const match = role?.pattern.exec(raw)
  const more = match ? readValue({ key: 'role', value: match.groups?.value ?? '' }, 'occupation', language) : []
  const value = cut(match ? raw.slice(0, match.index) : raw, language).replace(language.article, '')
  return /^[\p{Lu}\p{N}]/u.test(value) && value.length <= MAX_LENGTH ? [{ key, value }, ...more] : []
}

function readTeam(key: string, raw: string, language: RuleLanguage): ReadFact[] {
  const tail = language.tails.find((each) => each.key === 'company')
  const match = tail?.pattern.exec(raw)
  const more = match ? readValue({ key: 'company', value: match.groups?.value ?? '' }, 'organisation', language) : []
  const value = cut(more.length > 0 && match ? raw.slice(0, match.index) : raw, language)
  const { name } = TEAMS.map((team) => team.exec(value)?.groups).find(Boolean) ?? {}
  return name === undefined ? [] : [{ key, value: name }, ...more]
}

const TEAMS = [
  /^(?:team|(?:équipe|equipo)(?: d(?:el|es|u|e la|e los|e las|e)(?!\p{L}))?) (?<name>[\p{L}\p{N} -]{2,40})$/iu,
  /^(?<name>[\p{L}\p{N} &-]{2,40}?) (?:team|department|group|squad)(?: .*)?$/iu,
]

function readThing(raw: string, language: RuleLanguage): string | undefined {
  if (language.pointer.test(raw)) return undefined
  const value = cut(raw, language).replace(language.article, '')
  const words = value.split(/\s+/).length
  return value.length > MAX_LENGTH || words > MAX_WORDS || language.pointer.test(value) ? undefined : value
}

function readPreference(
  raw: string,
  named: string | undefined,
  language: RuleLanguage,
  isTopicNeeded: boolean,
): ReadFact[] {
  const value = readThing(raw, language)
  if (value === undefined) return []
  const topic = named === undefined ? findTopic(value, language) : nameTopic(named)
  if (topic === undefined && isTopicNeeded) return []
  return [{ key: topic === undefined ? 'preference' : `preference:${topic}`, value }]
}

/** What is weighed against each other is the topic where no word tells one of answers. */
function findTopic(value: string, { over }: RuleLanguage): string | undefined {
  const topic = topicOf(value)
  const weighed = new RegExp(
    `^(?<left>[\\p{L}\\p{N} .+#-]{2,40}?) (?:${over.join('|')}) (?<right>[\\p{L}\\p{N} .+#-]{2,40})$`,
    'iu',
  )
  const { left, right } = weighed.exec(value)?.groups ?? {}
  if (topic === 'answers' || left === undefined || right === undefined || left === 'to be') return topic
  const sides = [left, right].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  return sides.join(' or ')
}

function cut(text: string, { ends }: RuleLanguage): string {
  return ends
    .reduce((value, end) => value.replace(end, ''), text)
    .replace(/[\s,:.!]+$/, '')
    .trim()
}
