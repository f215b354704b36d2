import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county, whose administrator practises. */
export const config: StoryConfig = {}
