"""取消闭环生产资格: what it brings with it, the firm's statement, reinstatement."""
