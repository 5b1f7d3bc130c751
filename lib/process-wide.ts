const process = globalThis as typeof globalThis & { __loadout?: Map<string, unknown> }

/**
 * The one value of this name in the process, made at first use. Next loads a module more than once in one process, so
 * that a variable of a module is not one for all.
 */
export function processWide<Value>(name: string, create: () => Value): Value {
  process.__loadout ??= new Map()
  if (!process.__loadout.has(name)) process.__loadout.set(name, create())
  return process.__loadout.get(name) as Value
}
