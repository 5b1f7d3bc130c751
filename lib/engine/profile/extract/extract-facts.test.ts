import { describe, expect, it } from 'vitest'
import { HELD_OUT, HELD_OUT_IN_ROMANCE, TUNED, TUNED_IN_ROMANCE } from '../labels/parse-utterances.fixture'
import { scoreExtraction } from '../labels/score-extraction.fixture'
import { extractFacts } from './extract-facts'

const told = (message: string) => extractFacts(message).facts.map(({ key, value }) => `${key}=${value}`)

describe('extractFacts', () => {
  it('is measured on many labelled utterances', () => {
    expect(TUNED.length + HELD_OUT.length).toBeGreaterThanOrEqual(250)
    expect(TUNED_IN_ROMANCE.length + HELD_OUT_IN_ROMANCE.length).toBeGreaterThanOrEqual(250)
  })

  it.each([
    ['English and German', TUNED, HELD_OUT],
    ['French and Spanish', TUNED_IN_ROMANCE, HELD_OUT_IN_ROMANCE],
  ])('holds for %s beyond what its rules were corrected on', (_, tunedOn, heldOutOf) => {
    const tuned = scoreExtraction(tunedOn)
    expect([tuned.wrong, tuned.missed, tuned.refusedWrong, tuned.refusedMissed]).toEqual([[], [], [], []])
    const heldOut = scoreExtraction(heldOutOf)
    expect(heldOut.precision).toBeGreaterThanOrEqual(0.95)
    expect(heldOut.recall).toBeGreaterThanOrEqual(0.8)
    expect([heldOut.refusedWrong, heldOut.refusedMissed]).toEqual([[], []])
  })

  it.each([
    'Écris en anglais un mail pour mon chef.',
    'Je suis responsable de mes actes.',
    'C’est Paul qui l’a dit.',
    'Je maîtrise la situation.',
    'Prefiero ir en tren.',
    'Aprendo de mis errores.',
    'Mi trabajo es aburrido.',
    'Vengo de trabajar.',
    'Domino’s pizza is great.',
  ])('learns nothing from “%s”', (message) => {
    expect(extractFacts(message)).toEqual({ facts: [], refused: [] })
  })

  it('gives each fact its rule and the sentence it rests on', () => {
    const message = 'Good morning! I am a nurse. We use GitLab.'
    expect(extractFacts(message).facts).toEqual([
      {
        key: 'role',
        value: 'nurse',
        source: 'explicit',
        confidence: 0.95,
        extractor: 'en.role-is',
        quote: 'I am a nurse',
      },
      {
        key: 'uses',
        value: 'GitLab',
        source: 'inferred',
        confidence: 0.6,
        extractor: 'en.uses-we',
        quote: 'We use GitLab',
      },
    ])
  })

  it('reads nothing but the person’s own words', () => {
    const pasted = `I work at Globex.\n\n${'My name is Nobody. '.repeat(300)}\n\nI live in Rome.`
    expect(told(pasted)).toEqual(['company=Globex', 'location=Rome'])
    expect(told('```\nMy name is Eve.\n\nI live in Rome.\n```\nI live in Bonn.')).toEqual(['location=Bonn'])
    expect(told('Summarize this mail:\n\nMy name is Eve.\nI live in Rome.')).toEqual([])
    expect(told('On Monday Bob wrote:\n> I live in Rome.\nI live in Bonn.')).toEqual(['location=Bonn'])
    expect(told('    My name is Eve.')).toEqual([])
  })

  it('says which kind it refuses, and nothing of what it was', () => {
    const extraction = extractFacts('My name is Ada. My password is hunter2. I have asthma.')
    expect(extraction.refused).toEqual(['secret', 'health'])
    expect(JSON.stringify(extraction)).not.toMatch(/hunter2|asthma/)
    expect(extraction.facts.map(({ value }) => value)).toEqual(['Ada'])
  })

  it('does not take any long number for a card', () => {
    expect(extractFacts('My order is 4111 1111 1111 1112.').refused).toEqual([])
    expect(extractFacts('My order is 0000000000000000.').refused).toEqual([])
    for (const message of ['I live in Berlin with my niece.', 'Mi nieto vive en Lugo.', 'My taxonomy is small.']) {
      expect(extractFacts(message).refused).toEqual([])
    }
  })
})
