import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import { describeMoreRows, describeStage } from '@/components/context/stages/stage-words'
import { diffSettings } from '@/components/policy/policy-settings'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import { ChangesPane } from './changes-pane'
import { compareSelections } from './compare-selections'
import { countWarnings, describeFilter, describeMove, describeSelected, describeTrial } from './retrieval-words'

const count = fc.integer({ min: 0, max: 20_000 })
const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))

test('each sentence has the numbers that it is said of', () => {
  fc.assert(
    fc.property(count, count, (a, b) => {
      expect(numbersIn(describeSelected(a, a + b))).toEqual([a, a + b])
      expect(numbersIn(describeStage(a, a + b))).toEqual(b === 0 ? [a] : [a, a + b])
      expect(numbersIn(describeMove(a, b))).toEqual([a, b])
      expect(numbersIn(describeTrial(a))).toEqual(a === 0 ? [] : [a])
      for (const [say, one] of [
        [countWarnings, 'warning'],
        [(removed: number) => describeFilter('category', removed), 'module'],
        [describeMoreRows, 'more row'],
      ] as const) {
        expect(numbersIn(say(a))).toEqual([a])
        expect(say(a).endsWith(a === 1 ? one : `${one}s`)).toBe(true)
      }
    }),
    { examples: [[1, 0]] },
  )
})

const candidate = (key: string, isSelected: boolean, shortBy: number): RetrievalCandidateDto => ({
  key,
  chunkId: key,
  moduleId: key,
  version: 1,
  title: key,
  headingPath: [],
  text: key,
  tokens: 10,
  ranks: {},
  scores: {},
  signals: {},
  reason: isSelected ? 'relevant' : 'below_top_n',
  ...(isSelected ? {} : { because: { compared: 12 + shortBy, limit: 12, unit: 'rank' as const } }),
  isSelected,
  isRequired: false,
})

const candidates = fc
  .uniqueArray(
    fc.record({ key: fc.constantFrom(...'abcdefghij'), isSelected: fc.boolean(), by: fc.integer({ min: 1, max: 9 }) }),
    {
      selector: ({ key }) => key,
    },
  )
  .map((all) => all.map(({ key, isSelected, by }) => candidate(key, isSelected, by)))

const keysOf = (all: RetrievalCandidateDto[]) => all.filter(({ isSelected }) => isSelected).map(({ key }) => key)

test('the changes against the policy in use lead from what it selected to what is selected now', () => {
  const to = structuredClone(DEFAULT_POLICY_SETTINGS)
  to.rerank.topN += 1
  const changes = diffSettings(DEFAULT_POLICY_SETTINGS, to)
  const met = { in: 0, out: 0, moved: 0, gone: 0 }
  fc.assert(
    fc.property(candidates, candidates, (before, after) => {
      const selection = compareSelections(before, after)
      const html = renderToStaticMarkup(
        <ChangesPane changes={changes} selection={selection} onSelect={() => undefined} />,
      )
      const parts = Object.fromEntries(
        [...html.matchAll(/<section aria-label="([^"]+)">(.*?)<\/section>/g)].map(([, title = '', part = '']) => {
          const rows = [...part.matchAll(/<li>(.*?)<\/li>/g)].map(([, row = '']) => {
            const [title = '', reason = '', place] = row
              .split(/<[^>]+>/)
              .map((text) => text.trim())
              .filter(Boolean)
            return { title, reason, place }
          })
          const told = Number(/<h3[^>]*>.*?>(\d+)</.exec(part)?.[1])
          expect(told).toBe(rows.length)
          expect(part.includes('Nothing ')).toBe(rows.length === 0)
          return [title, rows]
        }),
      )
      const [was, is] = [keysOf(before), keysOf(after)]
      const titles = (part: string) => parts[part]?.map(({ title }) => title)
      expect(titles('Comes in')).toEqual(is.filter((key) => !was.includes(key)))
      expect(titles('Falls out')).toEqual(was.filter((key) => !is.includes(key)))
      for (const { title, reason } of parts['Falls out'] ?? []) {
        const now = after.find(({ key }) => key === title)
        met[now ? 'out' : 'gone']++
        // why it is out now, in the numbers that decide now; nothing of what it was selected for
        expect(reason).toBe(reasonSentence(now ?? { reason: 'not_retrieved' }))
        if (now) expect(numbersIn(reason)).toContain(now.because?.compared)
      }
      for (const { title, place = '' } of parts.Moves ?? []) {
        met.moved++
        expect(numbersIn(place)).toEqual([was.indexOf(title) + 1, is.indexOf(title) + 1])
      }
      const still = is.filter((key) => was.includes(key) && was.indexOf(key) !== is.indexOf(key))
      expect(titles('Moves')).toEqual(still)
      met.in += parts['Comes in']?.length ?? 0
    }),
    { numRuns: 200 },
  )
  for (const [what, times] of Object.entries(met)) expect([what, times > 0]).toEqual([what, true])
})
