const globals = globalThis as typeof globalThis & { __loadout?: Map<string, unknown> }

/**
 * The one value of this name in the process, made at first use. Next loads a module more than once in one process, so
 * that a variable of a module is not one for all.
 */
export function processWide<Value>(name: string, create: () => Value): Value {
  globals.__loadout ??= new Map()
  if (!globals.__loadout.has(name)) globals.__loadout.set(name, create())
  return globals.__loadout.get(name) as Value
}
