/** Something that a person or program asks for. */
export type Row = { name: string; work: () => Promise<unknown> }
