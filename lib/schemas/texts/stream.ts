import { z } from 'zod'

/** A stream, whose parts are not looked at. */
export const streamOf = <Part>() => z.custom<ReadableStream<Part>>((value) => value instanceof ReadableStream)
