import { expect, it } from 'vitest'
import { findCommands } from './find-commands'

const command = (label: string, words?: string, isOnlyFound?: boolean) => ({
  label,
  group: 'Go to',
  words,
  isOnlyFound,
})
const COMMANDS = [
  command('Modules'),
  command('Members', 'invite colleagues', true),
  command('Providers', 'ollama models', true),
  command('Models used', 'cost'),
]
const find = (query: string) => findCommands(COMMANDS, query).map(({ label }) => label)

it('offers what is always there before anything is typed', () => {
  expect(find(' ')).toEqual(['Modules', 'Models used'])
})

it('finds a command by parts of its name, or by how its other words begin', () => {
  expect(find('mem')).toEqual(['Members'])
  expect(find('invite coll')).toEqual(['Members'])
  expect(find('go ollama')).toEqual(['Providers'])
  expect(find('leagues')).toEqual([])
})

it('puts those that are called so first', () => {
  expect(find('models')).toEqual(['Models used', 'Providers'])
})
