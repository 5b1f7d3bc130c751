const globals = globalThis as typeof globalThis & { __loadout?: Map<string, unknown> }

/**
 * The one value of this name in the process, made at first use; a promise that is rejected is made anew at the next. Next
 * loads a module more than once in one process, so that a variable of a module is not one for all.
 */
export function processWide<Value>(name: string, create: () => Value): Value {
  globals.__loadout ??= new Map()
  const values = globals.__loadout
  if (!values.has(name)) {
    const value = create()
    values.set(name, value)
    if (value instanceof Promise) value.catch(() => values.delete(name))
  }
  return values.get(name) as Value
}
