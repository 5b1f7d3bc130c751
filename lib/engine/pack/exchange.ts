import type { Selection } from './selection'

const EPSILON = 1e-9

/**
 * Local search: changes one module's option, and where that does not fit a second module's with it, as long as the value
 * rises. At most `maxTries` changes are looked at.
 */
export function exchange(selection: Selection, capacity: number, maxTries: number): void {
  const { groups } = selection
  let tries = 0
  const isBetter = (value: number) =>
    selection.cost <= capacity && selection.violations === 0 && selection.value > value + EPSILON

  const improve = (group: number, option: number): boolean => {
    const { value } = selection
    const before = selection.choice[group]!
    selection.set(group, option)
    if (isBetter(value)) return true
    // A partner can only lose, unless it says what the first one said.
    for (let partner = 0; partner < groups.length && selection.value > value; partner++) {
      if (partner === group) continue
      const kept = selection.choice[partner]!
      const { options } = groups[partner]!
      for (let other = 0; other < options.length && tries < maxTries; other++) {
        if (other === kept || options[other]!.cost - options[kept]!.cost > capacity - selection.cost) continue
        tries++
        selection.set(partner, other)
        if (isBetter(value)) return true
        selection.set(partner, kept)
      }
    }
    selection.set(group, before)
    return false
  }

  for (let isImproved = true; isImproved && tries < maxTries; ) {
    isImproved = false
    for (let group = 0; group < groups.length; group++) {
      for (let option = 0; option < groups[group]!.options.length && tries < maxTries; option++) {
        tries++
        if (option !== selection.choice[group] && improve(group, option)) isImproved = true
      }
    }
  }
}
