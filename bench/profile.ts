import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { extractFacts } from '@/lib/engine/profile/extract/extract-facts'
import * as statements from '@/lib/engine/profile/labels/parse-statements.fixture'
import {
  HELD_OUT,
  HELD_OUT_IN_ROMANCE,
  TUNED,
  TUNED_IN_ROMANCE,
} from '@/lib/engine/profile/labels/parse-utterances.fixture'
import { scoreExtraction } from '@/lib/engine/profile/labels/score-extraction.fixture'
import { scoreStatements } from '@/lib/engine/profile/labels/score-statements.fixture'

/**
 * `npm run bench:profile [-- FOLDER] [--wrong]`: what the rules learn from what people say: precision and recall on the
 * labelled utterances, on those that the rules were corrected on and on those held out, refusals apart. Who labelled the
 * held-out ones also wrote the rules. With a folder of task dialogues in the shape of the Schema-Guided Dialogue set: how
 * many of the facts that are learned from their users name a value that the set has for a slot of that meaning. `--wrong`
 * lists what is wrong and missed.
 */
const ROUNDS = 20

/** Slots of task dialogues that mean the same as a key. Most slots are about the task, and none of the person. */
const SLOTS: Record<string, string[]> = {
  location: ['location', 'city', 'area', 'from_location', 'origin_city', 'home_city'],
  name: ['name', 'contact_name', 'passenger_name'],
}

const dialoguesSchema = z.array(
  z.object({
    turns: z.array(
      z.object({
        speaker: z.string(),
        utterance: z.string(),
        frames: z.array(z.object({ actions: z.array(z.object({ slot: z.string(), values: z.array(z.string()) })) })),
      }),
    ),
  }),
)

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(10)

function measureLabels(isTellingWrong: boolean): void {
  console.log(
    `${'utterances'.padEnd(18)}${'facts'.padStart(8)}${'precision'.padStart(11)}${'recall'.padStart(11)}   refused`,
  )
  for (const [name, utterances] of [
    [`tuned (${TUNED.length})`, TUNED],
    [`held out (${HELD_OUT.length})`, HELD_OUT],
    [`fr, es (${TUNED_IN_ROMANCE.length})`, TUNED_IN_ROMANCE],
    [`held out (${HELD_OUT_IN_ROMANCE.length})`, HELD_OUT_IN_ROMANCE],
  ] as const) {
    const { precision, recall, right, missed, wrong, ...refused } = scoreExtraction(utterances)
    const { refusedRight, refusedWrong, refusedMissed } = refused
    const told = `${refusedRight} right, ${refusedWrong.length} wrong, ${refusedMissed.length} missed`
    console.log(
      `${name.padEnd(18)}${String(right + missed.length).padStart(8)} ${percent(precision)} ${percent(recall)}   ${told}`,
    )
    if (isTellingWrong)
      for (const line of [...wrong, ...missed.map((line) => `missed: ${line}`)]) console.log(`  ${line}`)
  }
}

/** What messages state that lasts for their conversation: limits, wishes, names and numbers, decisions. */
function measureStatements(isTellingWrong: boolean): void {
  for (const [name, messages] of [
    ['tuned', statements.TUNED],
    ['held out', statements.HELD_OUT],
  ] as const) {
    const { precision, recall, right, missed, wrong } = scoreStatements(messages)
    console.log(
      `${`stated, ${name}`.padEnd(18)}${String(right + missed.length).padStart(8)} ${percent(precision)} ${percent(recall)}   ${messages.length} messages`,
    )
    if (isTellingWrong)
      for (const line of [...wrong, ...missed.map((each) => `missed: ${each}`)]) console.log(`  ${line}`)
  }
}

function measureTime(): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    for (const { text } of TUNED) extractFacts(text)
    return (performance.now() - start) / TUNED.length
  })
  return Math.min(...times)
}

function measureDialogues(folder: string, isTellingWrong: boolean): void {
  const files = globSync('*.json', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'))
  const turns = files.flatMap((file) => dialoguesSchema.parse(JSON.parse(file))).flatMap((dialogue) => dialogue.turns)
  const said = turns.filter(({ speaker }) => speaker === 'USER')
  const counts = { facts: 0, comparable: 0, right: 0 }
  const others: string[] = []
  for (const { utterance, frames } of said) {
    const actions = frames.flatMap((frame) => frame.actions)
    for (const { key, value } of extractFacts(utterance).facts) {
      const slots = actions.filter(({ slot }) => SLOTS[key]?.some((name) => slot === name || slot.endsWith(`_${name}`)))
      const isRight = slots.some(({ values }) => values.some((each) => each.toLowerCase() === value.toLowerCase()))
      counts.facts++
      if (slots.length > 0) counts.comparable++
      if (isRight) counts.right++
      else others.push(`${key}=${value} in: ${utterance}`)
    }
  }
  const { facts, comparable, right } = counts
  console.log(
    `\n${folder}: ${said.length} messages of users; ${facts} facts learned (${percent(facts / said.length).trim()} of messages), ${comparable} beside a slot of that meaning, ${right} with its value`,
  )
  if (isTellingWrong) for (const line of others) console.log(`  ${line}`)
}

const options = process.argv.slice(2)
const isTellingWrong = options.includes('--wrong')
measureLabels(isTellingWrong)
measureStatements(isTellingWrong)
console.log(`\nper utterance: ${measureTime().toFixed(3)} ms (best of ${ROUNDS} rounds)`)
const folder = options.find((option) => !option.startsWith('--'))
if (folder) measureDialogues(folder, isTellingWrong)
