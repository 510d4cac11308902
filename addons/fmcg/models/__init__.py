from . import fmcg_demo_story
