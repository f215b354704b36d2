import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county under the first version of its regulation. */
export const config: StoryConfig = {}
