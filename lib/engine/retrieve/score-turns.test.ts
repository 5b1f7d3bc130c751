import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bm25Idf } from '../numbers/bm25'
import { withSynonyms } from '../text/everyday-synonyms'
import { extractQueryTerms } from '../text/query-terms'
import { extractTerms } from '../text/terms'
import { timeWordsIn } from '../text/time-words'
import type { TermCount } from '../vocabulary/ports'
import type { Turn } from '../vocabulary/types'
import { questionsOf, scoreTurns, TURN_WEIGHTS, type TurnTermsOf } from './score-turns'

const toTerms = (text: string) => {
  const terms = extractTerms(text)
  return {
    ids: Int32Array.from(terms, ({ id }) => id),
    counts: Int32Array.from(terms, ({ count }) => count),
    total: terms.reduce((sum, { count }) => sum + count, 0),
  }
}
const termsOf: TurnTermsOf = (text) => ({ own: toTerms(text), questions: toTerms(questionsOf(text)) })
const queryOf = (text: string) => ({ text, terms: extractQueryTerms(text, 'en', ['en']) })

/** What has to do with the query, whatever the turn tells. */
const RELATED = { ...TURN_WEIGHTS, rare: 0, opening: 0, asks: 0 }
const ALONE = { ...RELATED, neighbour: 0, window: 0 }

/** Turns from `speaker: text`, a new day where a line is empty. */
function talk(lines: string): Turn[] {
  let day = 1
  return lines.split('\n').flatMap((line, at): Turn[] => {
    if (line.trim() === '') {
      day++
      return []
    }
    const [speaker = '', content = ''] = line.trim().split(': ')
    return [{ id: `t${at}`, role: at % 2 === 0 ? 'user' : 'assistant', speaker, content, day: `2026-03-0${day}` }]
  })
}

const bestOf = (query: string, turns: Turn[]) => {
  const scores = scoreTurns(queryOf(query), turns, termsOf)
  return turns[scores.indexOf(Math.max(...scores))]?.content
}

describe('scoreTurns', () => {
  it('puts what the named speaker said before what the other did, where neither shares a word with the query', () => {
    const turns = talk('Ann: My knee hurts.\nBo: The clinic called.\nAnn: Again.')
    const [ann, bo] = scoreTurns(queryOf('Which injury did Ann suffer?'), turns, termsOf, RELATED)
    expect(ann).toBe(TURN_WEIGHTS.named)
    expect(bo).toBe(0)
  })

  it('finds the turn that holds the words of the query, in any form', () => {
    const turns = talk('Ann: We walked in the rain.\nBo: My boats are leaking.\nAnn: Oh dear.')
    expect(bestOf('the leaks of a boat', turns)).toBe('My boats are leaking.')
  })

  it('finds a word that means the same, behind the word itself', () => {
    const turns = talk('Ann: My son sings.\nBo: My kids sing.\nAnn: Oh dear.')
    const query = queryOf('the kids')
    const [son = 0, kids = 0] = scoreTurns({ ...query, terms: withSynonyms(query.terms) }, turns, termsOf, ALONE)
    expect(kids).toBeGreaterThan(son)
    expect(son).toBeGreaterThan(0)
    expect(scoreTurns(query, turns, termsOf, ALONE)[0]).toBe(0)
  })

  it('indexes an answer with the question before it', () => {
    const turns = talk(
      'Ann: Lovely weather. Which colour is the kitchen?\nBo: Sage.\n\nAnn: Bo has a boat.\nBo: Indeed.',
    )
    const scores = scoreTurns(queryOf('colour of the kitchen'), turns, termsOf)
    expect(scores[1]).toBeGreaterThan(scores[2]!)
    expect(turns.filter((_, at) => scores[at] === 0).map(({ content }) => content)).toEqual([
      'Bo has a boat.',
      'Indeed.',
    ])
  })

  it('lets a turn that means the same stand beside one that shares a word, by how far it stands out', () => {
    const turns = talk('Ann: The kitchen is sage.\n\nBo: We talked.\n\nAnn: Our rooster crows.\n\nBo: Indeed.')
    const query = queryOf('colour of the kitchen')
    const by = (cosines: (number | null)[]) => scoreTurns({ ...query, cosines }, turns, termsOf, RELATED)
    const words = scoreTurns(query, turns, termsOf, RELATED)
    expect(by([0.2, 0.2, 0.6, 0.2])).toEqual(words.map((score, at) => score + (at === 2 ? TURN_WEIGHTS.meaning : 0)))
    // half way between the mean of those that are known, and the best
    expect(by([0.1, null, 0.9, 0.7]).map((score, at) => score - words[at]!)[3]).toBeCloseTo(
      (TURN_WEIGHTS.meaning * (0.7 - 1.7 / 3)) / (0.9 - 1.7 / 3),
      3,
    )
    expect(by([0.3, 0.3, 0.3, 0.3])).toEqual(words)
    expect(by([null, null, null, null])).toEqual(words)
  })

  it('takes a name for the speaker and not for a word, and filters nobody out', () => {
    const turns = talk('Bo: Ann bakes bread.\nAnn: Bread again.\n\nBo: I ask Ann and Ann.')
    const scores = scoreTurns(queryOf('What does Ann say of bread?'), turns, termsOf)
    expect(scores[1]).toBeGreaterThan(scores[0]!)
    expect(scores[0]).toBeGreaterThan(0)
    expect(scores[2]).toBe(0)
    // nothing but a name is left to search for
    expect(scoreTurns(queryOf('Ann?'), turns, termsOf)[2]).toBeGreaterThan(0)
  })

  it('searches for nothing that means the same as a word which is a name here', () => {
    const turns = talk('Bo: My father paints.\nDad: I bake bread.\n\nBo: The father of all walks.')
    const asked = { text: 'What bread does Dad bake?', terms: withSynonyms(queryOf('What bread does Dad bake?').terms) }
    expect(asked.terms.length).toBeGreaterThan(queryOf(asked.text).terms.length)
    const scores = scoreTurns(asked, turns, termsOf)
    expect(scores[1]).toBeGreaterThan(0)
    expect(scores[2]).toBe(0)
  })

  it('takes “did I say” and “you recommended” for the roles where nobody has a name', () => {
    const turns = talk('x: The blue paint.\ny: The blue paint.').map(({ speaker: _, ...turn }) => turn)
    const [user = 0, assistant = 0] = scoreTurns(queryOf('What did I say of paint?'), turns, termsOf)
    expect(user).toBeGreaterThan(assistant)
    const [asked = 0, recommended = 0] = scoreTurns(queryOf('the paint you recommended'), turns, termsOf)
    expect(recommended).toBeGreaterThan(asked)
  })

  it('finds what was said on a day', () => {
    const turns = talk('Ann: One.\nBo: Two.\n\nAnn: Three.\nBo: Four.')
    const scores = scoreTurns(queryOf('what happened on 2 March 2026'), turns, termsOf)
    expect(scores[2]).toBeGreaterThan(scores[0]!)
  })

  it('puts what tells a time first where the query asks for one, and finds what was said of a day later on', () => {
    const times = timeWordsIn('en')
    const when = { ...queryOf('When was the boat race?'), times }
    const turns = talk('Ann: The boat race was great.\nBo: The boat race was in May.')
    const [great = 0, may = 0] = scoreTurns(when, turns, termsOf, RELATED)
    expect(scoreTurns({ ...when, asksWhen: true }, turns, termsOf, RELATED)).toEqual([great, may + TURN_WEIGHTS.time])
    const query = queryOf('What sank on 1 March 2026?')
    const later = talk('Ann: One.\nBo: Two.\n\nAnn: My boat sank yesterday.')
    expect(scoreTurns({ ...query, times }, later, termsOf)[2]).toBeGreaterThan(scoreTurns(query, later, termsOf)[2]!)
  })

  it('puts what tells something before small talk about it, a question about it, and what is said later of the day', () => {
    const turns = talk(
      'Ann: The boat leaks.\nBo: Great boat news.\nAnn: Great news, Bo.\nBo: Boat oars splintered.\nAnn: Great boat splinters?',
    )
    const scores = scoreTurns(queryOf('boat'), turns, termsOf, ALONE)
    const told = scoreTurns(queryOf('boat'), turns, termsOf, { ...TURN_WEIGHTS, neighbour: 0, window: 0 })
    const [leaks = 0, news = 0, , splintered = 0, question = 0] = told.map((score, at) => score / scores[at]!)
    expect(leaks).toBeGreaterThan(splintered)
    expect(splintered).toBeGreaterThan(news)
    expect(news).toBeGreaterThan(question)
  })

  it('leaves no trace of the query where nothing is of it', () => {
    expect(scoreTurns(queryOf('zebra'), talk('Ann: One.\nBo: Two.'), termsOf)).toEqual([0, 0])
    expect(scoreTurns(queryOf('zebra'), [], termsOf)).toEqual([])
  })

  const words = ['rain', 'boat', 'bread', 'paint', 'Ann', 'Bo', 'garden', 'when?', 'which?']
  const turn = fc.record({
    speaker: fc.constantFrom('Ann', 'Bo', ''),
    content: fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((all) => all.join(' ')),
    day: fc.constantFrom('2026-03-01', '2026-03-02', '2026-04-01'),
  })
  const conversation = fc.array(turn, { maxLength: 25 }).map((all) =>
    all
      .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
      .map(({ speaker, ...rest }, at): Turn => {
        return { id: `t${at}`, role: at % 2 === 0 ? 'user' : 'assistant', ...rest, ...(speaker ? { speaker } : {}) }
      }),
  )
  const query = fc.array(fc.constantFrom(...words, 'March', 'zebra'), { maxLength: 4 }).map((all) => all.join(' '))

  it('is what the formula says, counted the long way', () => {
    fc.assert(
      fc.property(query, conversation, (text, turns) => {
        const scores = scoreTurns(queryOf(text), turns, termsOf)
        const expected = scoreTheLongWay(queryOf(text), turns)
        expect(scores).toHaveLength(turns.length)
        for (const [at, score] of scores.entries()) expect(score).toBeCloseTo(expected[at]!, 3)
      }),
      { numRuns: 500 },
    )
  })

  it('is between 0 and 2.9, and what is appended on another day takes no session or neighbour from a turn', () => {
    fc.assert(
      fc.property(query, conversation, (text, turns) => {
        for (const score of scoreTurns(queryOf(text), turns, termsOf)) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(2.9)
        }
        const more: Turn[] = [...turns, { id: 'new', role: 'user', content: 'zebra zebra', day: '2026-05-01' }]
        const isFound = (all: Turn[]) => scoreTurns(queryOf(text), all, termsOf).map((score) => score > 0)
        // of a single session none stands out
        const days = new Set(turns.map(({ day }) => day))
        if (days.size > 1 && !text.includes('zebra'))
          expect(isFound(more).slice(0, turns.length)).toEqual(isFound(turns))
      }),
    )
  })
})

/** The oracle: each document is a list of words that are counted one by one. */
function scoreTheLongWay({ terms }: { terms: TermCount[] }, turns: Turn[]): number[] {
  const names = new Set(turns.flatMap(({ speaker = '' }) => extractTerms(speaker).map(({ id }) => id)))
  const asked = new Set(terms.map(({ id }) => id))
  const unnamed = [...asked].filter((id) => !names.has(id))
  const words = unnamed.length > 0 ? unnamed : [...asked]
  const months = ['', '', '', 'March', 'April']
  const documents = turns.map(({ content, day = '' }, at) => {
    const [year, month = '', date] = day.split('-')
    const said = [
      content,
      questionsOf(turns[at - 1]?.content ?? ''),
      `${Number(date)} ${months[Number(month)]} ${year}`,
    ]
    return said.flatMap((text) => extractTerms(text).flatMap(({ id, count }) => Array<number>(count).fill(id)))
  })
  const bm25 = (all: number[][]) => {
    const average = all.reduce((sum, { length }) => sum + length, 0) / all.length
    return all.map((own) =>
      words.reduce((sum, word) => {
        const frequency = own.filter((id) => id === word).length
        const idf = bm25Idf(all.length, all.filter((other) => other.includes(word)).length)
        const norm = 1.2 * (1 - 0.75 + 0.75 * (average > 0 ? own.length / average : 1))
        return sum + (frequency > 0 ? (idf * frequency * 2.2) / (frequency + norm) : 0)
      }, 0),
    )
  }
  const share = (scores: number[]) => scores.map((score) => (score > 0 ? score / Math.max(...scores) : 0))
  const days = [...new Set(turns.map(({ day }) => day))]
  const sessions = share(bm25(days.map((day) => documents.filter((_, at) => turns[at]!.day === day).flat())))
  const near = (at: number) =>
    documents.filter((_, other) => Math.abs(at - other) <= 2 && turns[other]!.day === turns[at]!.day)
  const windows = share(bm25(turns.map((_, at) => near(at).flat())))
  const isNamed = ({ speaker = '' }: Turn) => extractTerms(speaker).some(({ id }) => asked.has(id))
  const own = share(bm25(documents).map((score, at) => score * (isNamed(turns[at]!) ? TURN_WEIGHTS.speaker : 1)))
  return own.map((score, at) => {
    const beside = (away: number) =>
      Math.max(...[at - away, at + away].map((other) => (turns[other]?.day === turns[at]!.day ? own[other]! : 0)))
    const session = days.length > 1 ? sessions[days.indexOf(turns[at]!.day)]! : 0
    const named = isNamed(turns[at]!) ? TURN_WEIGHTS.named : 0
    const related = score + 0.4 * session + 0.3 * beside(1) + 0.09 * beside(2) + 0.5 * windows[at]! + named
    return related * tells(turns, at)
  })
}

function tells(turns: Turn[], at: number): number {
  const { content, day } = turns[at]!
  const lengthOf = (text: string) => extractTerms(text).reduce((sum, { count }) => sum + count, 0)
  const length = Math.max(1, lengthOf(content))
  const idf = (holders: number) => bm25Idf(turns.length, holders)
  const holders = (id: number) =>
    turns.filter((turn) => extractTerms(turn.content).some((term) => term.id === id)).length
  const rare = extractTerms(content).reduce((sum, { id }) => sum + idf(holders(id)), 0) / (length * idf(1))
  const opening = day === turns[at - 1]?.day ? 0 : 0.4
  return (1 + 2 * rare + opening - 0.6 * Math.min(1, lengthOf(questionsOf(content)) / length)) / 3.4
}
