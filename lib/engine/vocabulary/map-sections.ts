import type { SectionName } from './types'

/** One value per section. Called in the order of `SECTION_NAMES`. */
export function mapSections<T>(toValue: (name: SectionName) => T): Record<SectionName, T> {
  return {
    instructions: toValue('instructions'),
    profile: toValue('profile'),
    knowledge: toValue('knowledge'),
    history: toValue('history'),
    query: toValue('query'),
  }
}
