import type { ModuleDto } from '@/lib/schemas/modules/module'

/** A module as its page holds it: the body is the end of the source, and may have megabytes. */
export type OpenModule = Omit<ModuleDto, 'body'>

export const toOpenModule = ({ body: _, ...module }: ModuleDto): OpenModule => module
