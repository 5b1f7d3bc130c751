/** Arguments of a query that name columns at their top level. */
type Named = 'data' | 'create' | 'update' | 'where' | 'select' | 'omit'

type KeysOf<Value> = Value extends readonly (infer Item)[] ? KeysOf<Item> : Value extends object ? keyof Value : never

type Unknown<Given, Allowed> = {
  [Name in keyof Given & keyof Allowed & Named]: Exclude<KeysOf<Given[Name]>, KeysOf<Allowed[Name]>>
}[keyof Given & keyof Allowed & Named]

/**
 * Refuses columns that a model does not have. The generated client takes them, since what a type parameter stands for may
 * have more properties than its constraint. `generate.mjs` puts this into the client's `SelectSubset`.
 */
export type KnownColumns<Given, Allowed> = [Unknown<Given, Allowed>] extends [never]
  ? unknown
  : { 'There is no such column': Unknown<Given, Allowed> }
