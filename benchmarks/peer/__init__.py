"""Programs that make flyers with other tools. They run in those tools' environment, where Handbill is not."""
