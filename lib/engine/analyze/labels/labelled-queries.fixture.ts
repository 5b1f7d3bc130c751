import { CONVERSATIONS } from './conversations.fixture'
import { ENGLISH } from './english.fixture'
import { HELD_OUT } from './held-out.fixture'
import { IDENTIFIERS } from './identifiers.fixture'
import { LANGUAGES } from './languages.fixture'
import { NARROWED } from './narrowed.fixture'
import { parseLabels } from './parse-labels.fixture'

/** Labelled by hand before the rules were run on them; the rules were corrected on these. */
export const TUNED_QUERIES = [ENGLISH, IDENTIFIERS, LANGUAGES, CONVERSATIONS, NARROWED].flatMap(parseLabels)

/** Labelled together with the others, and kept away from the rules. */
export const HELD_OUT_QUERIES = parseLabels(HELD_OUT)
