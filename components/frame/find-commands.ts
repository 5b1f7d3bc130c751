import type { Command } from './commands'

type Findable = Pick<Command, 'label' | 'group' | 'words' | 'isOnlyFound'>

/** The commands that each word of what was typed stands in, or begins one of their other words; those by name first. */
export function findCommands<Found extends Findable>(commands: Found[], query: string): Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands.filter(({ isOnlyFound }) => !isOnlyFound)
  const isNamed = ({ label, group }: Findable) => {
    const name = `${label} ${group}`.toLowerCase()
    return words.every((word) => name.includes(word))
  }
  const isMeant = ({ label, group, words: others = '' }: Findable) => {
    const name = `${label} ${group}`.toLowerCase()
    return words.every((word) => name.includes(word) || ` ${others}`.includes(` ${word}`))
  }
  const named = commands.filter(isNamed)
  return [...named, ...commands.filter((command) => !named.includes(command) && isMeant(command))]
}
