import 'breachmap';
