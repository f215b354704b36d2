import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county: two people of it may change its regulation. */
export const config: StoryConfig = {}
