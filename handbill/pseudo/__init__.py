"""Pseudo-locales: a campaign in languages that nobody speaks, for trying layouts before any translator begins."""
