print("adimple")
