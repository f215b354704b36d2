import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county, to which a dictionary of villages is added. */
export const config: StoryConfig = {}
